"""How long invitations are kept; the privacy notice shows it."""

from lbn_site.core import retention

from .models import Invitation

INVITATIONS = retention.register(
    "staff-invitations",
    what="Who was invited to look after the website: name and email address",
    days=lambda: 30,
    after="the invitation was last sent",
    why="So that an invitation that was not answered can be sent again.",
)


def purge() -> int:
    """Delete old invitations, answered or not; return the number of them."""
    old = Invitation.objects.filter(sent_at__lt=INVITATIONS.cutoff())
    return retention.in_batches(old, lambda rows: rows.delete())
