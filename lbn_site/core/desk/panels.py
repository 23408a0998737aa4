"""The panels of the desk, beside Wagtail's own (drafts sent for approval, recent edits)."""

import datetime
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from ..campaign import Campaign
from ..mixins import ReviewMixin
from . import requests_for_changes, shortcuts

LONGEST_LIST = 8
REVIEW_AHEAD = datetime.timedelta(days=14)
SCHEDULE_AHEAD = datetime.timedelta(days=7)
WORKING_ACTIONS = {"add", "change", "publish"}


class DeskPanel(Component):
    """A panel that asks for the person it is shown to."""

    order = 0

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def workable_pages(self) -> Any:
        """The pages that this person may work on."""
        return page_permission_policy.instances_user_has_any_permission_for(self.request.user, WORKING_ACTIONS)


class CampaignPanel(DeskPanel):
    """Whether the campaign is open, winding down or closed."""

    name = "desk_campaign"
    order = 30
    template_name = "core/desk/campaign.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"campaign": Campaign.current(), "address": shortcuts.campaign_settings(self.request)}


class ShortcutsPanel(DeskPanel):
    """What do you want to do?"""

    name = "desk_shortcuts"
    order = 40
    template_name = "core/desk/shortcuts.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"shortcuts": shortcuts.offered_to(self.request)}


class RequestsForChangesPanel(DeskPanel):
    """What approvers want changed in the drafts that this person sent them."""

    name = "desk_requests_for_changes"
    order = 50
    template_name = "core/desk/requests_for_changes.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"requests": requests_for_changes.of_person(self.request.user)}


class ReviewPanel(DeskPanel):
    """Live pages whose date to be checked again has come, or comes within two weeks."""

    name = "desk_review"
    order = 230
    template_name = "core/desk/review.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate()
        mine = self.workable_pages().live().values("pk")
        due: list[Any] = []
        for model in apps.get_models():
            if issubclass(model, ReviewMixin):
                pages = model._default_manager.filter(review_by__lte=today + REVIEW_AHEAD, pk__in=mine)
                due += pages.select_related("looked_after_by")
        due.sort(key=lambda page: page.review_by)
        return {"pages": due[:LONGEST_LIST], "more": len(due) - LONGEST_LIST, "today": today}


class DraftsPanel(DeskPanel):
    """Changes that readers do not see yet, the newest first."""

    name = "desk_drafts"
    order = 240
    template_name = "core/desk/drafts.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = (
            self.workable_pages()
            .filter(has_unpublished_changes=True, latest_revision__isnull=False, depth__gt=1)
            .exclude(latest_revision__approved_go_live_at__isnull=False)
            .select_related("latest_revision__user", "content_type")
            .order_by("-latest_revision_created_at")
        )
        return {"pages": waiting[:LONGEST_LIST], "more": waiting.count() - LONGEST_LIST}


class SchedulePanel(DeskPanel):
    """What goes live or comes down by itself within a week."""

    name = "desk_schedule"
    order = 245
    template_name = "core/desk/schedule.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        until = timezone.now() + SCHEDULE_AHEAD
        mine = self.workable_pages()
        ids = {str(pk): pk for pk in mine.values_list("pk", flat=True)}
        coming = Revision.page_revisions.filter(approved_go_live_at__lte=until, object_id__in=ids)
        events = [
            (revision.approved_go_live_at, "goes live", revision.content_object)
            for revision in coming.prefetch_related("content_object")
        ]
        events += [(page.expire_at, "comes down", page) for page in mine.live().filter(expire_at__lte=until)]
        return {"events": sorted(events, key=lambda event: event[0])}


def panels_for(request: HttpRequest) -> list[DeskPanel]:
    """The panels of the desk for this person."""
    panels: list[DeskPanel] = [CampaignPanel(request), ShortcutsPanel(request)]
    if page_permission_policy.user_has_any_permission(request.user, WORKING_ACTIONS):
        panels.append(RequestsForChangesPanel(request))
        panels += [ReviewPanel(request), DraftsPanel(request), SchedulePanel(request)]
    return panels
