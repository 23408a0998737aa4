"""What staff do with subscribers: resend, unsubscribe, erase, export, import."""

from typing import Any

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from lbn_site.core.csv_rows import UnreadableFileError

from . import erasure, export, imports, limits, services
from .import_columns import SeveralColumnsError
from .models import Subscription, SubscriptionState
from .services import Brake
from .staff_forms import ImportForm

PERMISSIONS = {
    "resend": "newsletter.change_subscription",
    "unsubscribe": "newsletter.change_subscription",
    "erase": "newsletter.erase_subscription",
}


def _resend(request: HttpRequest, subscription: Subscription) -> str | None:
    answer = services.resend_confirmation(subscription=subscription, staff=request.user.get_username())
    if answer is None:
        notices.warning(request, "Nothing was sent: this address is not waiting to be confirmed.")
        return None
    when = limits.in_words(answer.wait_seconds)
    if answer.held_by:
        whose = "this address" if answer.held_by == Brake.ADDRESS else "its domain"
        notices.warning(
            request, f"Nothing was sent: {whose} has had as many emails as we send for now. Try again in {when}."
        )
        return None
    return (
        f"The confirmation email will be sent in {when}."
        if answer.wait_seconds
        else "The confirmation email is on its way."
    )


def _unsubscribe(request: HttpRequest, subscription: Subscription) -> str:
    was_on_list = subscription.state == SubscriptionState.CONFIRMED
    services.unsubscribe_by_staff(subscription=subscription, staff=request.user.get_username())
    after = (
        "They will get one goodbye email and nothing after that." if was_on_list else "They will get no more emails."
    )
    return f"Unsubscribed. {after}"


def _erase(request: HttpRequest, subscription: Subscription) -> str | None:
    if not request.POST.get("sure"):
        notices.warning(request, "Nothing was erased: tick the box to confirm that you are sure.")
        return None
    erasure.erase(subscription, staff=request.user.get_username())
    return "The address has been erased. A code is kept so that no import can bring it back."


# Each says how it went, or warns and says nothing when it did nothing.
ACTS = {"resend": _resend, "unsubscribe": _unsubscribe, "erase": _erase}


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Act for one subscriber."""
    if act not in PERMISSIONS:
        raise Http404
    _require(request, PERMISSIONS[act])
    subscription = get_object_or_404(Subscription, pk=pk)
    told = ACTS[act](request, subscription)
    if told is None:
        return redirect("subscribers:inspect", pk)
    notices.success(request, told)
    log(instance=subscription, action=f"newsletter.{act}", user=request.user, title=f"Subscriber no. {pk}")
    return redirect("subscribers:inspect", pk)


def export_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole list, or one state of it, as a file."""
    _require(request, "newsletter.export_subscription")
    chosen = Subscription.objects.all()
    if request.GET.get("state"):
        chosen = chosen.filter(state=request.GET["state"])
    _log_for_the_list(request, "newsletter.export", {"count": chosen.exclude(address="").count()})
    response = StreamingHttpResponse(export.lines(chosen), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        True, f"subscribers-{timezone.localdate():%Y-%m-%d}.csv"
    )
    response["Cache-Control"] = "no-store"
    return response


def import_csv(request: HttpRequest) -> HttpResponse:
    """Check a file, and show what importing it would do."""
    _require(request, "newsletter.import_subscription")
    may_import_confirmed = request.user.has_perm("newsletter.import_confirmed")
    form = ImportForm(request.POST or None, request.FILES or None, may_import_confirmed=may_import_confirmed)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = imports.plan(file.read(), column=form.cleaned_data["column"])
        except SeveralColumnsError as error:
            form.ask_for_column(error)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return _ask_to_import(request, form.cleaned_data, found)
    return render(request, "newsletter/admin/import.html", {"form": form})


def _ask_to_import(request: HttpRequest, cleaned: dict[str, Any], found: imports.Plan) -> HttpResponse:
    ready = imports.Ready(
        addresses=[str(address) for address in found.new],
        basis=cleaned["basis"],
        origin=cleaned["origin"],
        file_name=cleaned["file"].name,
        digest=found.digest,
    )
    context = {
        "found": found,
        "ready": ready,
        "ground": imports.Basis(ready.basis).label,
        "sealed": imports.seal(ready),
    }
    return render(request, "newsletter/admin/import_checked.html", context)


@require_POST
def import_checked(request: HttpRequest) -> HttpResponse:
    """Import what was checked."""
    _require(request, "newsletter.import_subscription")
    try:
        ready = imports.unseal(request.POST.get("sealed", ""))
    except imports.SealError as error:
        notices.error(request, str(error))
        return redirect("subscribers:import")
    if ready.basis == imports.Basis.EVIDENCED:
        _require(request, "newsletter.import_confirmed")
    _log_for_the_list(request, "newsletter.import", {"count": len(ready.addresses), "sha256": ready.digest})
    count = imports.carry_out(ready=ready, staff=request.user.get_username())
    notices.success(request, f"Addresses imported: {count}.")
    return redirect("subscribers:index")


def _log_for_the_list(request: HttpRequest, action: str, data: dict[str, Any]) -> None:
    """The log needs an object to hang on: one that stands for the list."""
    log(instance=Subscription(pk=0), action=action, user=request.user, title="The list of subscribers", data=data)


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
