"""The version that a page was published in before anybody edited it: the first in its history, so it can come back.

Pages that came with the example content or an import have none until it is kept here.
"""

import json
from contextlib import suppress
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision


def keep(page: Page) -> Revision | None:
    """Put a live page as it is stored at the beginning of its history; None where it has a history already."""
    if not page.live or page.latest_revision_id or page.revisions.exists():
        return None
    with transaction.atomic():
        version = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            object_str=str(page),
            content=page.serializable_data(),
            created_at=page.last_published_at or timezone.now(),
        )
        Page.objects.filter(pk=page.pk).update(
            latest_revision=version, live_revision=version, latest_revision_created_at=version.created_at
        )
        log(instance=page, action="wagtail.publish", revision=version, content_changed=True)
    return version


def keep_before_the_first_edit(page: Page) -> None:
    """Keep the text that readers have, where the first version of a page is about to be another one."""
    if page.pk is None or page.latest_revision_id:
        return
    try:
        stored = type(page).objects.get(pk=page.pk)
    except ObjectDoesNotExist:
        return
    if _text_of(stored) != _text_of(page):
        keep(stored)


def _text_of(page: Page) -> dict[str, Any]:
    left_out = {"latest_revision", "live_revision", "latest_revision_created_at", "has_unpublished_changes", "owner"}
    return {name: _parsed(value) for name, value in page.serializable_data().items() if name not in left_out}


def _parsed(value: Any) -> Any:
    """A stream of blocks apart from the order of its keys, which PostgreSQL changes."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        with suppress(ValueError):
            return json.loads(value)
    return value
