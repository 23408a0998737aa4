"""The views of the import desk. Each parses, calls one service, and says what happened."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from lbn_site.core.listings import page_of
from lbn_site.core.storable_text import storable_line

from ..editions import (
    CannotChangeEditionError,
    describe_edition,
    list_without,
    put_back_edition,
    return_to_edition,
    withdraw_edition,
)
from ..importing import desk
from ..importing.kinds import Kind
from ..models import Edition, ListImport, Neighbourhood, PrideInPlaceEdition
from ..views.differences import ROWS_A_PAGE_FOR_STAFF, differences
from ..views.lists import neighbourhood_list
from ..views.places import place_context
from ..views.pride_in_place import overview_of
from .access import DESCRIBE, PUBLISH, UPLOAD, may_open_desk
from .forms import DESCRIBING, ApprovalForm, UploadForm, WithdrawalForm

View = Callable[..., HttpResponseBase]
DEFAULT_COUNT = 225


def _address(kind: Kind, name: str, *args: int) -> str:
    """An address of the desk of this subject."""
    return reverse(f"neighbourhood_desk:{name}", args=args, current_app=kind.namespace)


def allowed(*permissions: str) -> Callable[[View], View]:
    """Only for staff with one of these permissions; without any named, for all who may open the desk."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            may = (
                any(request.user.has_perm(name) for name in permissions)
                if permissions
                else may_open_desk(request.user)
            )
            if not may:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


@allowed()
def index(request: HttpRequest, kind: Kind) -> HttpResponse:
    """The editions and the imports."""
    editions = kind.model.objects.annotate(count=Count("neighbourhoods"))
    context = {
        "kind": kind,
        "list_address": reverse("neighbourhood_desk:index"),
        "editions": [(edition, edition.count) for edition in editions],
        "imports": page_of(_imports(kind).defer("file__content", "problems"), request.GET),
        "may_upload": request.user.has_perm(UPLOAD),
        "may_publish": request.user.has_perm(PUBLISH),
        "may_describe": request.user.has_perm(DESCRIBE),
    }
    return render(request, "neighbourhoods/desk/index.html", context)


@allowed(UPLOAD)
def upload(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Hand in a file."""
    current = kind.model.objects.current()
    initial = {"expected_count": current.neighbourhoods.count() if current else DEFAULT_COUNT}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial, kind=kind)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        record = desk.submit_list(
            name=file.name,
            data=file.read(),
            edition_name=form.cleaned_data["name"],
            user=request.user,
            expected_count=form.cleaned_data["expected_count"],
            kind=kind,
        )
        return redirect(_address(kind, "import", record.pk))
    return render(request, "neighbourhoods/desk/upload.html", {"form": form, "kind": kind})


@allowed()
def show(request: HttpRequest, kind: Kind, pk: int, form: ApprovalForm | None = None) -> HttpResponseBase:
    """One import: its problems, or what it would change and what stands before publication."""
    record = get_object_or_404(_imports(kind), pk=pk)
    context: dict[str, Any] = {
        "kind": kind,
        "record": record,
        "errors": [problem for problem in record.problems if problem["is_error"]],
        "warnings": [problem for problem in record.problems if not problem["is_error"]],
        "may_publish": request.user.has_perm(PUBLISH),
        "may_upload": request.user.has_perm(UPLOAD),
    }
    if record.awaits_approval:
        current = kind.model.objects.current()
        comparison = kind.compare(current, record.made)
        page, parts = differences(comparison, request.GET, kind.parts, ROWS_A_PAGE_FOR_STAFF)
        context |= {
            "edition": record.made,
            "current": current,
            "comparison": comparison,
            "differences": page,
            "parts": parts,
            "missing": kind.missing(record.made),
            "needs_another_person": _needs_another_person(record, request.user),
            "form": form or _approval_form(record, request.user, comparison=comparison),
        }
    return render(request, "neighbourhoods/desk/import.html", context)


@require_POST
@allowed(PUBLISH)
def approve(request: HttpRequest, kind: Kind, pk: int) -> HttpResponseBase:
    """Publish the edition of an import."""
    record = get_object_or_404(ListImport, pk=pk, subject=kind.subject)
    form = _approval_form(record, request.user, request.POST)
    if not form.is_valid():
        messages.error(request, "Nothing was published. Tick each line once you have checked it.")
        return show(request, kind, pk, form)
    try:
        desk.approve_import(
            list_import=record,
            user=request.user,
            accepted=form.accepted,
            confirms_alone=bool(form.cleaned_data.get("alone")),
        )
    except desk.CannotPublishError as reason:
        messages.error(request, f"Nothing was published. {reason}")
        return redirect(_address(kind, "import", pk))
    current = "the current list" if kind.is_list else "what readers see"
    messages.success(request, f"‘{record.edition_name}’ has been published and is now {current}.")
    return redirect(_address(kind, "index"))


@require_POST
@allowed(UPLOAD, PUBLISH)
def discard(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Drop a draft; its file stays."""
    record = get_object_or_404(ListImport, pk=pk, subject=kind.subject)
    try:
        desk.discard_import(list_import=record, user=request.user)
        messages.success(
            request, f"‘{record.edition_name}’ has been discarded. Its file is kept, and the site has not changed."
        )
    except desk.CannotPublishError as reason:
        messages.error(request, str(reason))
    return redirect(_address(kind, "index"))


@allowed()
def original(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    file = get_object_or_404(ListImport.objects.select_related("file"), pk=pk, subject=kind.subject).file
    response = HttpResponse(file.data(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, storable_line(file.name) or "list")
    return response


@allowed(DESCRIBE, PUBLISH)
def describe(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Write where an edition comes from."""
    edition = get_object_or_404(kind.model, pk=pk)
    form = DESCRIBING[kind.subject](request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        describe_edition(edition=form.save(commit=False), changed=form.changed_data)
        kept = " The download files stay as they were published." if edition.is_published else ""
        messages.success(request, f"The texts of ‘{edition.name}’ have been saved.{kept}")
        record = getattr(edition, "list_import", None)
        if record and record.awaits_approval:
            return redirect(_address(kind, "import", record.pk))
        return redirect(_address(kind, "index"))
    return render(request, "neighbourhoods/desk/describe.html", {"form": form, "edition": edition})


@require_POST
@allowed(PUBLISH)
def make_current(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Return to an edition that was published before."""
    return _change(request, kind, pk, return_to_edition, "‘{}’ is the current edition again.")


@allowed(PUBLISH)
def withdraw(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Say what withdrawing an edition does, ask why, and do it."""
    edition = get_object_or_404(kind.model, pk=pk)
    context: dict[str, Any] = {"edition": edition, "kind": kind}
    try:
        context["successor"] = list_without(edition)
    except CannotChangeEditionError as reason:
        context["refusal"] = str(reason)
        return render(request, "neighbourhoods/desk/withdraw.html", context)
    form = WithdrawalForm(request.POST or None, initial={"successor": context["successor"]}, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_edition(edition=edition, user=request.user, **form.cleaned_data)
        except CannotChangeEditionError as reason:
            messages.error(request, f"Nothing was changed. {reason}")
            return redirect(_address(kind, "withdraw", pk))
        current = kind.model.objects.current()
        messages.success(request, f"‘{edition.name}’ has been withdrawn. The current edition is ‘{current}’.")
        return redirect(_address(kind, "index"))
    return render(request, "neighbourhoods/desk/withdraw.html", {**context, "form": form})


@require_POST
@allowed(PUBLISH)
def put_back(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Show a withdrawn edition again."""
    return _change(request, kind, pk, put_back_edition, "Visitors can see ‘{}’ among the editions again.")


def _change(request: HttpRequest, kind: Kind, pk: int, act: Callable[..., None], told: str) -> HttpResponse:
    """Do this with an edition and say so, or why not."""
    edition = get_object_or_404(kind.model, pk=pk)
    try:
        act(edition=edition, user=request.user)
        messages.success(request, told.format(edition.name))
    except CannotChangeEditionError as reason:
        messages.error(request, f"Nothing was changed. {reason}")
    return redirect(_address(kind, "index"))


@allowed()
def preview_list(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """The public list as it would look with this edition."""
    edition = get_object_or_404(Edition, pk=pk)
    return neighbourhood_list(request, page=None, edition=edition, addresses=_preview_address)


@allowed()
def preview_place(request: HttpRequest, kind: Kind, pk: int, code: str) -> HttpResponse:
    """The public page of a place as it would look with this edition."""
    rows = Neighbourhood.objects.select_related("edition", "place")
    row = get_object_or_404(rows, edition_id=pk, code=code.upper())
    published = Neighbourhood.objects.filter(code=row.code, edition__state="published").select_related("edition")
    context = place_context(row, [row, *published])
    return render(request, "neighbourhoods/place.html", {**context, "addresses": _preview_address})


@allowed()
def preview_pride_in_place(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """The public overview as it would look with this edition."""
    return overview_of(request, get_object_or_404(PrideInPlaceEdition, pk=pk))


def _preview_address(row: Neighbourhood) -> str:
    return reverse("neighbourhood_desk:preview-place", args=[row.edition_id, row.code.lower()])


def _needs_another_person(record: ListImport, user: Any) -> bool:
    return desk.is_own_import(record, user) and desk.others_who_may_approve(user).exists()


def _imports(kind: Kind) -> QuerySet[ListImport]:
    """Imports with what is said of them; without their files, which may be large."""
    related = ListImport.objects.select_related("file", "edition", "pride_in_place", "uploaded_by", "decided_by")
    return related.filter(subject=kind.subject).defer("file__content")


def _approval_form(record: ListImport, user: Any, data: Any = None, comparison: Any = None) -> ApprovalForm:
    edition, kind = record.made, desk.kind_of(record)
    guards = kind.guards(edition, kind.model.objects.current(), comparison) if edition else []
    is_alone = desk.is_own_import(record, user) and not desk.others_who_may_approve(user).exists()
    return ApprovalForm(data, guards=guards, is_alone=is_alone)
