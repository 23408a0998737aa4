"""What mail adds to the admin: the outbox, and in development the folder of mails."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from . import folder, folder_views, health
from .viewsets import OutboxViewSet


@hooks.register("register_admin_viewset")
def register_outbox() -> OutboxViewSet:
    return OutboxViewSet()


@hooks.register("register_admin_urls")
def register_folder() -> list[URLPattern]:
    """The pages of the folder."""
    patterns = [
        path("", folder_views.index, name="index"),
        path("<slug:name>/", folder_views.message, name="message"),
        path("<slug:name>/html/", folder_views.html, name="html"),
    ]
    return [path("mail-folder/", include((patterns, "mail_folder")))]  # type: ignore[list-item]


class FolderMenuItem(MenuItem):
    """Shown only where emails are written to a folder, to everybody: each sees their own there."""

    def is_shown(self, request: Any) -> bool:
        return folder.is_in_use()


@hooks.register("register_admin_menu_item")
def register_folder_menu() -> MenuItem:
    return FolderMenuItem("Email folder", reverse("mail_folder:index"), icon_name="folder-open-inverse", order=710)


class MailWarning(Component):
    """Says on the first page of the desk what is wrong with mail."""

    name = "mail_health"
    order = 6
    template_name = "mail/admin/warning.html"

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"problems": self.problems}


@hooks.register("construct_homepage_panels")
def warn_of_trouble_with_mail(request: HttpRequest, panels: list[Any]) -> None:
    """To those who see the outbox. Before the first sweep nothing is known."""
    if request.user.has_perm("mail.view_outgoingmessage"):
        found = health.look()
        if found.problems and found.service.last_sweep_at:
            panels.append(MailWarning(found.problems))


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What staff do with messages stands in the admin's reports."""
    actions.register_action("mail.retry", "Send a message again", "Message sent again")
    actions.register_action("mail.cancel", "Cancel a message", "Message cancelled")
    actions.register_action("mail.arrived", "Settle a message", "Message settled as sent")
    actions.register_action("mail.pause", "Pause all email", "All email paused")
    actions.register_action("mail.resume", "Resume sending email", "Sending of email resumed")
    actions.register_action(
        "mail.allow", "Let this installation send email", "This installation was allowed to send email"
    )
    actions.register_action("mail.retry-failed", "Send failed messages again", "All failed messages sent again")
    actions.register_action("mail.retry-doubtful", "Send messages in doubt again", "All messages in doubt sent again")
    actions.register_action("mail.all-arrived", "Settle messages in doubt", "All messages in doubt settled as sent")
