"""The outbox in the admin: what waits, failed or is in doubt, why, and what staff can do about it."""

from typing import Any, ClassVar

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.log_actions import log

from lbn_site.core.record_viewset import RecordInspectView, RecordViewSet

from . import health, months, sender_domain, services, traffic
from .models import MailService, OutgoingMessage
from .states import CANCELLABLE, RETRYABLE, State

MAY_ACT = "mail.deliver_outgoingmessage"


class StateColumn(StatusTagColumn):
    """The state in words, as a tag."""

    def get_primary(self, instance: OutgoingMessage) -> bool:
        return instance.state in {State.FAILED, State.UNCERTAIN}


class OutboxIndexView(generic.IndexView):
    """The list of messages, below a line that says how mail stands."""

    template_name = "mail/admin/outbox.html"
    page_title = "Outbox"
    default_ordering = "-id"
    list_filter = ["state", "kind"]
    search_fields = ["recipient"]
    paginate_by = 50
    show_export_buttons = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("kind_label", label="Message", get_url=self.get_inspect_url),
            Column("recipient", label="To"),
            StateColumn("get_state_display", label="State", sort_key="state"),
            Column("reason", label="Why"),
            DateColumn("created_at", label="Written", sort_key="created_at"),
            DateColumn("finished_at", label="Settled", sort_key="finished_at"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return context | {
            "health": health.look(),
            "traffic": traffic.look(),
            "months": months.look(),
            "sender_domain": sender_domain.last(),
            "may_act": self.request.user.has_perm(MAY_ACT),
        }


class OutboxInspectView(RecordInspectView):
    """One message: what happened to it, and what can be done."""

    template_name = "mail/admin/message.html"
    page_title = "Message"
    labels: ClassVar = {
        "kind_label": "Message",
        "recipient": "To",
        "state": "State",
        "reason": "Why",
        "created_at": "Written",
        "next_attempt_at": "Next attempt, at the earliest",
        "attempts": "Attempts",
        "finished_at": "Settled",
        "reply_code": "Code in the mail server’s answer",
        "reply": "The mail server’s answer",
        "message_id": "Message-ID",
    }

    def get_next_attempt_at_display_value(self) -> Any:
        return self.object.next_attempt_at if self.object.state == State.QUEUED else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        message = self.object
        may_act = self.request.user.has_perm(MAY_ACT)
        return super().get_context_data(**kwargs) | {
            "may_retry": may_act and message.state in {*RETRYABLE, State.QUEUED} and message.recipient,
            "may_cancel": may_act and message.state in CANCELLABLE,
            "may_settle": may_act and message.state == State.UNCERTAIN,
        }


class OutboxViewSet(RecordViewSet):
    """The outbox. Nothing is added or edited here: apps write messages, staff retry, cancel or settle them."""

    name = "outbox"
    icon = "mail"
    menu_label = "Outbox"
    add_to_admin_menu = True
    menu_order = 700
    model = OutgoingMessage
    index_view = OutboxIndexView
    inspect_view = OutboxInspectView
    item = "message"

    @property
    def menu_item_is_registered(self) -> bool:
        return True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("message/<int:pk>/<slug:act>/", act_on_message, name="act"),
            path("service/<slug:act>/", act_on_service, name="service"),
        ]


def _cancel(*, messages: Any) -> int:
    return services.cancel(messages=messages, reason="Cancelled by staff.")


ACTS = {
    "retry": (services.retry, "The message will be sent shortly."),
    "cancel": (_cancel, "The message has been cancelled."),
    "arrived": (services.call_it_sent, "The message is now counted as sent."),
}


@require_POST
def act_on_message(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Retry, cancel or settle one message."""
    _require_permission(request)
    message = get_object_or_404(OutgoingMessage, pk=pk)
    this = OutgoingMessage.objects.filter(pk=pk)
    if act not in ACTS:
        raise Http404
    service, told = ACTS[act]
    if service(messages=this):
        notices.success(request, told)
        log(instance=message, action=f"mail.{act}", user=request.user)
    else:
        notices.warning(request, "Nothing was done: the message has changed in the meantime.")
    return redirect("outbox:inspect", pk)


def _pause(user: Any) -> str:
    services.pause(because=f"Paused by {user}.")
    return "All email is paused. Messages being sent at this moment will still go out."


def _resume(user: Any) -> str:
    services.resume()
    return "Email is being sent again."


def _allow(user: Any) -> str:
    services.allow_this_installation()
    return "This installation can now send email."


def _retry_failed(user: Any) -> str:
    return f"Messages to be sent again: {services.retry(messages=OutgoingMessage.objects.failed())}."


def _retry_doubtful(user: Any) -> str:
    return f"Messages to be sent again: {services.retry(messages=OutgoingMessage.objects.in_doubt())}."


def _all_arrived(user: Any) -> str:
    count = services.call_it_sent(messages=OutgoingMessage.objects.in_doubt())
    return f"Messages now counted as sent: {count}."


# Each does something to all mail, and says in a sentence what it did.
SERVICE_ACTS = {
    "pause": _pause,
    "resume": _resume,
    "allow": _allow,
    "retry-failed": _retry_failed,
    "retry-doubtful": _retry_doubtful,
    "all-arrived": _all_arrived,
}


@require_POST
def act_on_service(request: HttpRequest, act: str) -> HttpResponse:
    """Act on all email at once."""
    _require_permission(request)
    if act not in SERVICE_ACTS:
        raise Http404
    notices.success(request, SERVICE_ACTS[act](request.user))
    log(instance=MailService.load(), action=f"mail.{act}", user=request.user, title="All email")
    return redirect("outbox:index")


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_ACT):
        raise PermissionDenied
