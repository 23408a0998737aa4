"""How long comments are kept; the privacy notice shows it."""

from lbn_site.core import retention

from .models import FeedbackSettings

COMMENTS = retention.register(
    "comments",
    what="Comments on whether an answer was helpful",
    days=lambda: FeedbackSettings.current().keep_comments_days,
    after="the comment",
    why="The yes or no stays; it says nothing about who gave it.",
)
