"""How long invitations are kept; the privacy notice shows it."""

from lbn_site.core import retention

from .models import Invitation

INVITATIONS = retention.register(
    "staff-invitations",
    what="The name and email address of anyone invited to help run the website",
    days=lambda: 30,
    after="the invitation was last sent",
    why="So that an invitation that was not accepted can be sent again.",
)


def purge() -> int:
    """Delete old invitations, answered or not; return the number of them."""
    old = Invitation.objects.filter(sent_at__lt=INVITATIONS.cutoff())
    return retention.in_batches(old, lambda rows: rows.delete())
