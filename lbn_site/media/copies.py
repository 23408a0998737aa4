"""Makes the copies of pictures that pages, lists and shared links show, so that no visitor waits for one.

The rows say what is due (`CustomImage.objects.due()`); bells and a sweep only start the work. It may be done twice,
late or by several workers: a copy that exists is not made again. A worker also sends mail, so it takes its time in
small portions and rings for the next one.
"""

import datetime
import logging
import time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import pictures
from .models import CustomImage, CustomRendition
from .sizes import RECIPE

logger = logging.getLogger(__name__)

SECONDS_A_BELL = 4
LEASE = datetime.timedelta(minutes=15)
PAUSE_AFTER_A_FAULT = datetime.timedelta(minutes=10)


def make_due(first: int | None = None, seconds: float = SECONDS_A_BELL) -> bool:
    """Make copies, of this picture first, until none is due or time is up; whether time was up."""
    deadline = time.monotonic() + seconds
    while (image := _claim(first) or _claim_next()) is not None:
        first = None
        if not _make(image, deadline):
            return True
        if time.monotonic() >= deadline:
            return CustomImage.objects.due().exists()
    return False


def _claim_next() -> CustomImage | None:
    """Take the newest picture that is due: somebody is waiting for it."""
    for pk in CustomImage.objects.due().order_by("-pk").values_list("pk", flat=True)[:20]:
        if image := _claim(pk):
            return image
    return None


def _claim(pk: int | None) -> CustomImage | None:
    """Take this picture in hand; None where it is not due or another worker was faster."""
    taken = CustomImage.objects.due().filter(pk=pk)
    if not taken.update(copies_not_before=timezone.now() + LEASE, copies_tries=F("copies_tries") + 1):
        return None
    return CustomImage.objects.filter(pk=pk).first()


def _make(image: CustomImage, deadline: float) -> bool:
    """Make the copies that are missing; False where time was up before all were made."""
    _put_into_kept_form(image)
    missing = image.missing_copies()
    made, failed = [], 0
    for number, wanted in enumerate(missing):
        copy = image.copy_or_none(wanted)
        failed += copy is None
        made += [copy.pk] if copy else []
        if time.monotonic() >= deadline and number + 1 < len(missing):
            _note(image, made, copies_tries=image.copies_tries - 1, copies_not_before=None)
            return False
    if failed:
        _note(image, made, copies_not_before=timezone.now() + PAUSE_AFTER_A_FAULT * image.copies_tries)
    else:
        _note(image, made, copies_made=RECIPE, copies_tries=0, copies_not_before=None)
    return True


def _put_into_kept_form(image: CustomImage) -> None:
    """Write a picture of an earlier release again: a 16-bit scan, for one, had only white copies."""
    try:
        with image.open_file() as file:
            if pictures.is_kept_form(file):
                return
            image.file = pictures.cleaned(file, image.file.name)  # type: ignore[assignment]
        image.save(update_fields=["file", "file_size", "file_hash", "width", "height"])
    except (OSError, ValidationError) as error:
        logger.warning("Picture %s cannot be read: %s", image.pk, error)


def _note(image: CustomImage, made: list[int], **changes: Any) -> None:
    """Say what was done. Saving the picture makes pages forget it as it was (lbn_site.delivery)."""
    with transaction.atomic():
        now = CustomImage.objects.select_for_update().filter(pk=image.pk).first()
        if now is None or now.file_hash != image.file_hash:  # deleted or replaced while we were at work
            for copy in CustomRendition.objects.filter(pk__in=made):
                copy.delete()
            return
        for name, value in changes.items():
            setattr(now, name, value)
        now.save(update_fields=list(changes))
