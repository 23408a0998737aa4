"""Rings for a worker when copies of a picture are due (see lbn_site.core.doorbell)."""

from typing import Any

from lbn_site.core.doorbell import Doorbell, send

TASK = "lbn_site.media.tasks.make_copies"


def _publish(image_id: int | None) -> None:
    send(TASK, image_id)


_bell = Doorbell(lambda image_id: _publish(image_id))
ring = _bell.ring
ring_after_commit = _bell.ring_after_commit
wait = _bell.wait
forget_failures = _bell.forget_failures


def ring_for_a_page(**kwargs: Any) -> None:
    """Ring when a page is published, for the pictures that it may show."""
    ring_after_commit()
