"""The look of the emails to staff that hold a link."""

from dataclasses import dataclass

from lbn_site.mail import letters
from lbn_site.mail.kinds import Content
from lbn_site.mail.letters import Words


@dataclass(frozen=True)
class Frame:
    """Where the button leads."""

    button_url: str


def to_staff(words: Words, *, button_url: str, why: str) -> Content:
    """Make the email. `why` completes the sentence ‘You are getting this email because …’."""
    return letters.compose("staff", words, frame=Frame(button_url), why=why)
