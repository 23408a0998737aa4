"""The outbox in the admin: what waits, failed or is in doubt, why, and what staff can do about it."""

from typing import Any

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from . import health, services
from .models import OutgoingMessage
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
        return context | {"health": health.look(), "may_act": self.request.user.has_perm(MAY_ACT)}


class OutboxInspectView(generic.InspectView):
    """One message: what happened to it, and what can be done."""

    template_name = "mail/admin/message.html"
    page_title = "Message"
    fields = [
        "kind_label",
        "recipient",
        "state",
        "reason",
        "created_at",
        "next_attempt_at",
        "attempts",
        "finished_at",
        "reply_code",
        "reply",
        "message_id",
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        message = self.object
        may_act = self.request.user.has_perm(MAY_ACT)
        return super().get_context_data(**kwargs) | {
            "may_retry": may_act and message.state in {*RETRYABLE, State.QUEUED} and message.recipient,
            "may_cancel": may_act and message.state in CANCELLABLE,
            "may_settle": may_act and message.state == State.UNCERTAIN,
        }


class OutboxViewSet(ViewSet):
    """The outbox. Nothing is added or edited here: apps write messages, staff retry, cancel or settle them."""

    name = "outbox"
    icon = "mail"
    menu_label = "Outbox"
    add_to_admin_menu = True
    menu_order = 700
    model = OutgoingMessage

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ModelPermissionPolicy(self.model)

    @property
    def menu_item_is_registered(self) -> bool:
        return True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            model=self.model,
            permission_policy=self.permission_policy,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            inspect_url_name=self.get_url_name("inspect"),
            header_icon=self.icon,
            **kwargs,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        results = self.construct_view(OutboxIndexView, results_only=True)
        return [
            path("", self.construct_view(OutboxIndexView), name="index"),
            path("results/", results, name="index_results"),
            path("message/<int:pk>/", self.construct_view(OutboxInspectView), name="inspect"),
            path("message/<int:pk>/<slug:act>/", act_on_message, name="act"),
            path("service/<slug:act>/", act_on_service, name="service"),
        ]


@require_POST
def act_on_message(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Retry, cancel or settle one message."""
    _require_permission(request)
    message = get_object_or_404(OutgoingMessage, pk=pk)
    this = OutgoingMessage.objects.filter(pk=pk)
    acts = {
        "retry": (services.retry, "The message will be sent in a moment."),
        "cancel": (_cancel, "The message is cancelled."),
        "arrived": (services.call_it_sent, "The message counts as sent."),
    }
    service, told = acts[act]
    if service(messages=this):
        notices.success(request, told)
        log(instance=message, action=f"mail.{act}", user=request.user)
    else:
        notices.warning(request, "Nothing was done: the message has changed meanwhile.")
    return redirect("outbox:inspect", pk)


@require_POST
def act_on_service(request: HttpRequest, act: str) -> HttpResponse:
    """Pause or resume all mail, allow this installation, retry all that failed."""
    _require_permission(request)
    if act == "pause":
        services.pause(because=f"Paused by {request.user}.")
        notices.success(request, "All mail is paused. What is being handed over right now still goes.")
    elif act == "resume":
        services.resume()
        notices.success(request, "Mail goes again.")
    elif act == "allow":
        services.allow_this_installation()
        notices.success(request, "This installation may send now.")
    elif act == "retry-failed":
        count = services.retry(messages=OutgoingMessage.objects.failed())
        notices.success(request, f"{count} failed messages will be sent again.")
    return redirect("outbox:index")


def _cancel(*, messages: Any) -> int:
    return services.cancel(messages=messages, reason="Cancelled by staff.")


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_ACT):
        raise PermissionDenied
