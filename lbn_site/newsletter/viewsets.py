"""The newsletter in the admin: subscribers, mails, blocked addresses."""

from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from lbn_site.core.desk.menus import shown_to
from lbn_site.core.record_viewset import RecordInspectView, RecordViewSet
from lbn_site.mail import health

from . import history, mail_admin, personal_data, subscriber_admin
from .models import BlockedAddress, MailWording, Subscription, SubscriptionState


class StateColumn(StatusTagColumn):
    """The state in words, as a tag."""

    def get_primary(self, instance: Subscription) -> bool:
        return instance.state == SubscriptionState.CONFIRMED


class SubscriberIndexView(generic.IndexView):
    """The list, below its numbers."""

    template_name = "newsletter/admin/subscribers.html"
    page_title = "Subscribers"
    default_ordering = "-requested_at"
    list_filter = ["state"]
    search_fields = ["address"]
    paginate_by = 50
    show_export_buttons = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("__str__", label="Address", get_url=self.get_inspect_url),
            StateColumn("get_state_display", label="State", sort_key="state"),
            DateColumn("requested_at", label="Asked", sort_key="requested_at"),
            DateColumn("confirmed_at", label="Confirmed", sort_key="confirmed_at"),
            DateColumn("unsubscribed_at", label="Left", sort_key="unsubscribed_at"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        user = self.request.user
        return context | {
            "numbers": history.numbers(),
            "mail_health": health.look(),
            "may_export": user.has_perm("newsletter.export_subscription"),
            "may_import": user.has_perm("newsletter.import_subscription"),
        }


class SubscriberInspectView(RecordInspectView):
    """One subscriber's history, and what staff can do for them."""

    template_name = "newsletter/admin/subscriber.html"
    page_title = "Subscriber"
    labels: ClassVar = {
        "state": "State",
        "requested_at": "Asked",
        "confirmed_at": "Confirmed",
        "unsubscribed_at": "Left",
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subscription, user = self.object, self.request.user
        may_change = user.has_perm("newsletter.change_subscription")
        return super().get_context_data(**kwargs) | {
            "history": history.of(subscription),
            "mails": personal_data.mails(subscription),
            "may_resend": may_change and subscription.state == SubscriptionState.PENDING,
            "may_unsubscribe": may_change and subscription.can_leave,
            "may_erase": user.has_perm("newsletter.erase_subscription")
            and subscription.state != SubscriptionState.ERASED,
        }


class SubscriberViewSet(RecordViewSet):
    """Subscribers. Nobody is added by hand: people sign up themselves, or a file is imported on a declared ground."""

    name = "subscribers"
    icon = "group"
    menu_label = "Subscribers"
    model = Subscription
    index_view = SubscriberIndexView
    inspect_view = SubscriberInspectView
    item = "person"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("person/<int:pk>/<slug:act>/", subscriber_admin.act, name="act"),
            path("export/", subscriber_admin.export_csv, name="export"),
            path("import/", subscriber_admin.import_csv, name="import"),
            path("import/checked/", subscriber_admin.import_checked, name="import-checked"),
        ]


class MailsViewSet(ViewSet):
    """The emails: how each looks, and its words."""

    name = "newsletter-mails"
    icon = "mail"
    menu_label = "Emails"
    menu_item_class = shown_to(lambda user: user.has_perm(mail_admin.PERMISSION))
    model = MailWording

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", mail_admin.index, name="index"),
            path("<slug:mail>/", mail_admin.edit, name="edit"),
            path("<slug:mail>/html/", mail_admin.html, name="html"),
            path("<slug:mail>/reset/", mail_admin.reset, name="reset"),
        ]


class BlockedAddressViewSet(ModelViewSet):
    """Addresses, names and domains that the newsletter never writes to."""

    model = BlockedAddress
    name = "blocked-addresses"
    icon = "cross"
    menu_label = "Blocked addresses"
    form_fields = ["pattern", "note"]
    list_display = ["pattern", "note"]
    search_fields = ["pattern", "note"]
    copy_view_enabled = False


class NewsletterViewSetGroup(ViewSetGroup):
    """The menu 'Newsletter'."""

    menu_label = "Newsletter"
    menu_icon = "mail"
    menu_order = 690
    items = (SubscriberViewSet, MailsViewSet, BlockedAddressViewSet)
