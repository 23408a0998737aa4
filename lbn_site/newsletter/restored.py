"""After a backup was restored: whoever left or was erased since then is taken off the list again."""

from django.db import transaction

from lbn_site.core.dates import moment_in_words

from . import hashing, suppression, withdrawals
from .bounces import address_does_not_exist
from .erasure import erase
from .models import EventKind, Subscription, SuppressionReason
from .services import take_off_list
from .withdrawals import CAME_BACK, Withdrawal


def after_restore() -> str:
    """Repeat every withdrawal that this database does not know of."""
    withdrawn = withdrawals.latest()
    again = sum(
        _repeat(pk, withdrawn[code])
        for pk, key in list(Subscription.objects.exclude(address="").values_list("pk", "address_key"))
        for code in hashing.fingerprints(suppression.PURPOSE, key or "")
        if code in withdrawn
    )
    for line in withdrawn.values():
        if line.reason != CAME_BACK:
            suppression.suppress_fingerprint(line.fingerprint, SuppressionReason(line.reason))
    return (
        f"Newsletter: {again} taken off the list again, having unsubscribed or been erased after the backup; "
        f"{len(withdrawn)} recorded in all."
    )


@transaction.atomic
def _repeat(pk: int, line: Withdrawal) -> bool:
    """Do again what this line says, if it is news to the restored row; whether it was."""
    subscription = Subscription.objects.select_for_update().get(pk=pk)
    last = subscription.events.last()
    if line.reason == CAME_BACK or (last is not None and last.at >= line.at):
        return False
    before = subscription.state
    if line.reason == SuppressionReason.UNSUBSCRIBED:
        take_off_list(
            subscription, note=f"recorded on {moment_in_words(line.at)}, when a backup was restored", goodbye=False
        )
    elif line.reason == SuppressionReason.REFUSED:
        address_does_not_exist(subscription)
    elif line.reason == SuppressionReason.NEVER_MAIL:
        erase(subscription, reason=SuppressionReason.NEVER_MAIL, event=EventKind.NEVER_MAIL)
    else:
        erase(subscription)
    subscription.refresh_from_db()
    return subscription.state != before
