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
from ..importing.compare import Comparison, compare
from ..importing.guards import guards_for, missing_texts
from ..models import Edition, ListImport, Neighbourhood
from ..views.differences import PARTS_FOR_STAFF, ROWS_A_PAGE_FOR_STAFF, differences
from ..views.lists import neighbourhood_list
from ..views.places import place_context
from .access import DESCRIBE, PUBLISH, UPLOAD, may_open_desk
from .forms import ApprovalForm, EditionForm, UploadForm, WithdrawalForm

View = Callable[..., HttpResponseBase]
DEFAULT_COUNT = 225


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
def index(request: HttpRequest) -> HttpResponse:
    """The editions and the imports."""
    context = {
        "editions": [(edition, edition.count) for edition in Edition.objects.annotate(count=Count("neighbourhoods"))],
        "imports": page_of(_imports().defer("file__content", "problems"), request.GET),
        "may_upload": request.user.has_perm(UPLOAD),
        "may_publish": request.user.has_perm(PUBLISH),
        "may_describe": request.user.has_perm(DESCRIBE),
    }
    return render(request, "neighbourhoods/desk/index.html", context)


@allowed(UPLOAD)
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a list."""
    current = Edition.objects.current()
    initial = {"expected_count": current.neighbourhoods.count() if current else DEFAULT_COUNT}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        record = desk.submit_list(
            name=file.name,
            data=file.read(),
            edition_name=form.cleaned_data["name"],
            user=request.user,
            expected_count=form.cleaned_data["expected_count"],
        )
        return redirect("neighbourhood_desk:import", record.pk)
    return render(request, "neighbourhoods/desk/upload.html", {"form": form})


@allowed()
def show(request: HttpRequest, pk: int, form: ApprovalForm | None = None) -> HttpResponseBase:
    """One import: its problems, or what it would change and what stands before publication."""
    record = get_object_or_404(_imports(), pk=pk)
    context: dict[str, Any] = {
        "record": record,
        "errors": [problem for problem in record.problems if problem["is_error"]],
        "warnings": [problem for problem in record.problems if not problem["is_error"]],
        "may_publish": request.user.has_perm(PUBLISH),
        "may_upload": request.user.has_perm(UPLOAD),
    }
    if record.awaits_approval and record.edition:
        current = Edition.objects.current()
        comparison = compare(current, record.edition)
        page, parts = differences(comparison, request.GET, PARTS_FOR_STAFF, ROWS_A_PAGE_FOR_STAFF)
        context |= {
            "current": current,
            "comparison": comparison,
            "differences": page,
            "parts": parts,
            "missing": missing_texts(record.edition),
            "needs_another_person": _needs_another_person(record, request.user),
            "form": form or _approval_form(record, request.user, comparison=comparison),
        }
    return render(request, "neighbourhoods/desk/import.html", context)


@require_POST
@allowed(PUBLISH)
def approve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish the list of an import."""
    record = get_object_or_404(ListImport, pk=pk)
    form = _approval_form(record, request.user, request.POST)
    if not form.is_valid():
        messages.error(request, "Nothing was published. Tick each line after you have looked at it.")
        return show(request, pk, form)
    try:
        desk.approve_import(
            list_import=record,
            user=request.user,
            accepted=form.accepted,
            confirms_alone=bool(form.cleaned_data.get("alone")),
        )
    except desk.CannotPublishError as reason:
        messages.error(request, f"Nothing was published. {reason}")
        return redirect("neighbourhood_desk:import", pk)
    messages.success(request, f"‘{record.edition_name}’ is published and is now the current list.")
    return redirect("neighbourhood_desk:index")


@require_POST
@allowed(UPLOAD, PUBLISH)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a draft; its file stays."""
    record = get_object_or_404(ListImport, pk=pk)
    try:
        desk.discard_import(list_import=record, user=request.user)
        messages.success(request, f"‘{record.edition_name}’ is discarded. Its file is kept; the site did not change.")
    except desk.CannotPublishError as reason:
        messages.error(request, str(reason))
    return redirect("neighbourhood_desk:index")


@allowed()
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    file = get_object_or_404(ListImport.objects.select_related("file"), pk=pk).file
    response = HttpResponse(file.data(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, storable_line(file.name) or "list")
    return response


@allowed(DESCRIBE, PUBLISH)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Write where an edition comes from."""
    edition = get_object_or_404(Edition, pk=pk)
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        describe_edition(edition=form.save(commit=False), changed=form.changed_data)
        kept = " The files to download stay as they were published." if edition.is_published else ""
        messages.success(request, f"The texts of ‘{edition.name}’ are saved.{kept}")
        record = ListImport.objects.filter(edition=edition).first()
        if record and record.awaits_approval:
            return redirect("neighbourhood_desk:import", record.pk)
        return redirect("neighbourhood_desk:index")
    return render(request, "neighbourhoods/desk/describe.html", {"form": form, "edition": edition})


@require_POST
@allowed(PUBLISH)
def make_current(request: HttpRequest, pk: int) -> HttpResponse:
    """Return to an edition that was published before."""
    return _change(request, pk, return_to_edition, "‘{}’ is the current list again.")


@allowed(PUBLISH)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what withdrawing an edition does, ask why, and do it."""
    edition = get_object_or_404(Edition, pk=pk)
    context: dict[str, Any] = {"edition": edition}
    try:
        context["successor"] = list_without(edition)
    except CannotChangeEditionError as reason:
        context["refusal"] = str(reason)
        return render(request, "neighbourhoods/desk/withdraw.html", context)
    form = WithdrawalForm(request.POST or None, initial={"successor": context["successor"]})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_edition(edition=edition, user=request.user, **form.cleaned_data)
        except CannotChangeEditionError as reason:
            messages.error(request, f"Nothing was changed. {reason}")
            return redirect("neighbourhood_desk:withdraw", pk)
        current = Edition.objects.current()
        messages.success(request, f"‘{edition.name}’ is withdrawn. The current list is the {current}.")
        return redirect("neighbourhood_desk:index")
    return render(request, "neighbourhoods/desk/withdraw.html", {**context, "form": form})


@require_POST
@allowed(PUBLISH)
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a withdrawn edition again."""
    return _change(request, pk, put_back_edition, "Visitors see ‘{}’ among the editions again.")


def _change(request: HttpRequest, pk: int, act: Callable[..., None], told: str) -> HttpResponse:
    """Do this with an edition and say so, or why not."""
    edition = get_object_or_404(Edition, pk=pk)
    try:
        act(edition=edition, user=request.user)
        messages.success(request, told.format(edition.name))
    except CannotChangeEditionError as reason:
        messages.error(request, f"Nothing was changed. {reason}")
    return redirect("neighbourhood_desk:index")


@allowed()
def preview_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The public list as it would look with this edition."""
    edition = get_object_or_404(Edition, pk=pk)
    return neighbourhood_list(request, page=None, edition=edition, addresses=_preview_address)


@allowed()
def preview_place(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The public page of a place as it would look with this edition."""
    rows = Neighbourhood.objects.select_related("edition", "place")
    row = get_object_or_404(rows, edition_id=pk, code=code.upper())
    published = Neighbourhood.objects.filter(code=row.code, edition__state="published").select_related("edition")
    context = place_context(row, [row, *published])
    return render(request, "neighbourhoods/place.html", {**context, "addresses": _preview_address})


def _preview_address(row: Neighbourhood) -> str:
    return reverse("neighbourhood_desk:preview-place", args=[row.edition_id, row.code.lower()])


def _needs_another_person(record: ListImport, user: Any) -> bool:
    return desk.is_own_import(record, user) and desk.others_who_may_approve(user).exists()


def _imports() -> QuerySet[ListImport]:
    """Imports with what is said of them; without their files, which may be large."""
    related = ListImport.objects.select_related("file", "edition", "uploaded_by", "decided_by")
    return related.defer("file__content")


def _approval_form(
    record: ListImport, user: Any, data: Any = None, comparison: Comparison | None = None
) -> ApprovalForm:
    edition = record.edition
    guards = guards_for(edition, Edition.objects.current(), comparison) if edition else []
    is_alone = desk.is_own_import(record, user) and not desk.others_who_may_approve(user).exists()
    return ApprovalForm(data, guards=guards, is_alone=is_alone)
