"""Votes: given, explained, forgotten."""

from django.core import signing
from django.utils import timezone
from wagtail.models import Page

from .models import Vote
from .retention import COMMENTS

COMMENT_WITHIN_SECONDS = 3600
_signer = signing.TimestampSigner(salt="feedback.vote")


def vote(*, page: Page, is_helpful: bool) -> str:
    """Count a vote. Returns a token with which the same reader may add a comment within the hour."""
    return _signer.sign(str(Vote.objects.create(page=page, is_helpful=is_helpful).pk))


def vote_of(token: str) -> Vote | None:
    """The vote that the token was given for, with its comment where it has one; None for a made-up or old token."""
    try:
        pk = _signer.unsign(token, max_age=COMMENT_WITHIN_SECONDS)
    except signing.BadSignature:
        return None
    return Vote.objects.filter(pk=pk).select_related("page").first()


def explain(*, vote: Vote, comment: str) -> None:
    """Add the reader's comment to their vote; addresses and numbers in it are blotted out."""
    vote.comment = comment
    vote.save(update_fields=["comment"])


def forget_old_comments() -> int:
    """Delete comments older than the privacy notice says. Returns how many."""
    oldest = timezone.localdate(COMMENTS.cutoff())
    return Vote.objects.filter(given_on__lt=oldest).exclude(comment="").update(comment="")
