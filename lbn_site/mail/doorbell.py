"""Rings for a worker when there is mail (see lbn_site.core.doorbell)."""

from lbn_site.core.doorbell import Doorbell, send

TASK = "lbn_site.mail.tasks.deliver"


def _publish(message_id: int | None) -> None:
    send(TASK, message_id)


_bell = Doorbell(lambda message_id: _publish(message_id))
ring = _bell.ring
ring_after_commit = _bell.ring_after_commit
wait = _bell.wait
forget_failures = _bell.forget_failures
leave_in_peace = _bell.leave_in_peace
