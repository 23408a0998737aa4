"""What the newsletter adds to the admin."""

from typing import Any

from wagtail import hooks

from .viewsets import NewsletterViewSetGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> NewsletterViewSetGroup:
    return NewsletterViewSetGroup()


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What staff do with people's data stands in the admin's reports."""
    for name, label in (
        ("resend", "Confirmation email sent again"),
        ("unsubscribe", "Subscriber unsubscribed"),
        ("erase", "Subscriber erased"),
        ("export", "Subscribers exported"),
        ("import", "Subscribers imported"),
    ):
        actions.register_action(f"newsletter.{name}", label, label)
