"""Back to what readers had before: an earlier version of a page (or of a register) is published again in one step."""

from typing import Any

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision


def address(revision: Revision) -> str:
    """Where this version is published again."""
    return reverse("publish_again", args=[revision.pk])


def may_publish(user: Any, item: Any) -> bool:
    """Whether this person may publish the page or the entry."""
    if isinstance(item, Page):
        return item.permissions_for_user(user).can_publish()
    return user.has_perm(f"{item._meta.app_label}.publish_{item._meta.model_name}")


def publish_again(request: HttpRequest, revision_id: int) -> HttpResponse:
    """GET says what would happen, POST does it. Nothing is lost: every other version stays in the history."""
    revision = get_object_or_404(Revision.objects.select_related("user"), pk=revision_id)
    item = revision.content_object
    item = item.specific if isinstance(item, Page) else item
    if not isinstance(item, DraftStateMixin) or not may_publish(request.user, item):
        raise PermissionDenied
    edit = AdminURLFinder(request.user).get_edit_url(item) or reverse("wagtailadmin_home")
    if request.method == "POST":
        return _publish(request, revision, item, edit)
    context = {"revision": revision, "item": item, "edit": edit, "is_page": isinstance(item, Page)}
    return render(request, "core/desk/publish_again.html", context)


def _publish(request: HttpRequest, revision: Revision, item: Any, edit: str) -> HttpResponse:
    lock = item.get_lock() if hasattr(item, "get_lock") else None
    if lock and lock.for_user(request.user):
        notices.error(request, f"‘{item}’ is locked. Unlock it first; nothing was changed.")
        return redirect(edit)
    former = revision.as_object()
    # It is to be public now, and to come down when the present one would.
    former.go_live_at = None
    former.expire_at = item.expire_at if item.expire_at and item.expire_at > timezone.now() else None
    try:
        with transaction.atomic():
            version = former.save_revision(user=request.user, log_action=True, previous_revision=revision)
            version.publish(user=request.user, log_action=True, previous_revision=revision)
    except ValidationError as error:
        notices.error(request, f"This version cannot be published as it is: {' '.join(error.messages)}")
        return redirect(edit)
    buttons = [messages.button(former.get_url(request), "View live")] if isinstance(item, Page) else None
    messages.success(request, f"Readers see this version of ‘{former}’ again.", buttons=buttons)
    return redirect(edit)


def say_that_readers_see_another_text(request: HttpRequest, item: Any) -> None:
    """After an earlier version was taken back as a draft: readers do not see it yet, and one press changes that."""
    if request.resolver_match is None or request.resolver_match.url_name != "revisions_revert":
        return
    if not isinstance(item, DraftStateMixin):
        return
    item = type(item)._default_manager.get(pk=item.pk)
    if not (item.live and item.has_unpublished_changes and item.latest_revision):
        return
    text = "This is a draft. Readers still see the other version."
    if may_publish(request.user, item):
        button = messages.button(address(item.latest_revision), "Publish this version")
        messages.warning(request, text, buttons=[button])
    else:
        messages.warning(request, f"{text} Send it for approval so that an editor can publish it.")
