"""The import desk: hand a list in, look at it, approve or discard it. Each act is one transaction."""

import logging
import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from ..editions import publish_edition
from ..models import Edition, EditionState, ImportState, ListImport, UploadedFile
from . import messages
from .guards import guards_for, missing_texts
from .problems import Problem
from .read import UnreadableFileError, read_table, refuse_too_large
from .store import store_edition
from .validate import Checked, check_table

logger = logging.getLogger(__name__)

LONGEST_SLUG_NAME = 28  # leaves room for the count and for a number that makes it unique
APPROVE_PERMISSION = "neighbourhoods.publish_edition"
# What a new edition usually shares with the one before; staff see it before anyone else does.
COPIED_TEXTS = (
    "publisher",
    "geography",
    "wards_in_england",
    "deprivation_index",
    "needs_index",
    "method",
    "licence",
    "licence_url",
    "credit",
)


class CannotPublishError(ValueError):
    """The import cannot be published as it stands; the message says what is missing."""


def submit_list(*, name: str, data: bytes, edition_name: str, user: Any = None, expected_count: int) -> ListImport:
    """Read and check a file; where it is sound, store it as a draft edition that waits for approval.

    Others who may approve it get an email.

    Raises UnreadableFileError for a file that is too large to keep. Any other bad file is kept and refused with
    its problems in plain words.
    """
    checked = read_and_check(name, data)
    with transaction.atomic():
        record = ListImport(
            file=UploadedFile.keep(name, data),
            edition_name=edition_name,
            state=ImportState.REFUSED,
            row_count=len(checked.rows),
            uploaded_by=user,
        )
        if not checked.errors:
            _store_draft(record, checked, expected_count)
        record.problems = [problem.as_dict() for problem in checked.problems]
        record.save()
        if record.awaits_approval:
            messages.ask_to_approve(record, others_who_may_approve(user))
    return record


def _store_draft(record: ListImport, checked: Checked, expected_count: int) -> None:
    """Make the draft edition of an import. What the database will not take is refused as a problem of the file."""
    edition = draft_edition(record.edition_name, len(checked.rows), expected_count, checked.ward_year)
    edition.file_sha256 = record.file.sha256
    edition.received_on = timezone.localdate()
    try:
        with transaction.atomic():
            store_edition(edition=edition, rows=checked.rows)
    except DatabaseError:
        logger.exception("A list that passed its checks cannot be stored (file %s)", record.file.sha256)
        text = "The list could not be stored. The file is kept; whoever runs the site finds the reason in its log."
        checked.problems.append(Problem(0, "", text))
    else:
        record.edition, record.state = edition, ImportState.READY


def read_and_check(name: str, data: bytes) -> Checked:
    """The checked rows of a file; one that cannot be read at all has that as its only problem."""
    refuse_too_large(len(data))
    try:
        return check_table(read_table(name, data))
    except UnreadableFileError as unreadable:
        return Checked(problems=[Problem(0, "", str(unreadable))])


def draft_edition(name: str, count: int, expected_count: int, ward_year: int | None = None) -> Edition:
    """An unsaved draft with the texts that editions share; the wards are of the year that the headings name."""
    current = Edition.objects.current()
    texts: dict[str, Any] = {field: getattr(current, field) for field in COPIED_TEXTS} if current else {}
    if ward_year and str(ward_year) not in texts.get("geography", ""):
        texts |= {"geography": f"Wards, {ward_year}", "wards_in_england": None}
    year = re.search(r"\b(20\d\d)\b", name)
    latest = Edition.objects.order_by("-order").first()
    return Edition(
        name=name,
        slug=_free_slug(slugify(re.sub("edition", "", name, flags=re.IGNORECASE)) or "list", count),
        published=year.group(1) if year else "",
        order=int(year.group(1)) * 100 if year else (latest.order + 1 if latest else 1),
        state=EditionState.DRAFT,
        expected_count=expected_count,
        **texts,
    )


def _free_slug(name: str, count: int) -> str:
    wish = f"{name[:LONGEST_SLUG_NAME].strip('-')}-{count}"
    taken = set(Edition.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    number = 2
    slug = wish
    while slug in taken:
        slug, number = f"{wish}-{number}", number + 1
    return slug


@transaction.atomic
def approve_import(
    *, list_import: ListImport, user: Any, accepted: Iterable[str] = (), confirms_alone: bool = False
) -> None:
    """Publish the draft edition of an import and make it the current list.

    `accepted` are the keys of the warnings that the approver ticked. Raises CannotPublishError when the state, the
    person, a warning or a text stands in the way; nothing is changed then.
    """
    list_import = _locked(list_import)
    if not list_import.awaits_approval or list_import.edition is None:
        raise CannotPublishError("This import has been decided already.")
    alone = is_own_import(list_import, user)
    if alone and others_who_may_approve(user).exists():
        raise CannotPublishError("You uploaded this list, so somebody else must approve it.")
    if alone and not confirms_alone:
        raise CannotPublishError("Tick that you have checked the preview yourself and that nobody else can approve.")
    missing = missing_texts(list_import.edition)
    if missing:
        raise CannotPublishError("Before publication: " + " ".join(missing))
    guards = guards_for(list_import.edition, Edition.objects.current())
    unticked = [guard.text for guard in guards if guard.key not in set(accepted)]
    if unticked:
        raise CannotPublishError("Tick each warning after you have looked at it: " + " ".join(unticked))
    list_import.state = ImportState.PUBLISHED
    list_import.accepted_warnings = [guard.text for guard in guards]
    list_import.decided_alone = alone
    _note_decision(list_import, user)
    publish_edition(edition=list_import.edition, user=user)


@transaction.atomic
def discard_import(*, list_import: ListImport, user: Any) -> None:
    """Drop the draft edition; the file and the record stay. Raises CannotPublishError when it was decided already."""
    list_import = _locked(list_import)
    if not list_import.awaits_approval:
        raise CannotPublishError("This import has been decided already.")
    edition, list_import.edition = list_import.edition, None
    list_import.state = ImportState.DISCARDED
    _note_decision(list_import, user)
    if edition is not None:
        edition.delete()


def _locked(list_import: ListImport) -> ListImport:
    """As it is now: somebody else may have decided since it was read."""
    return ListImport.objects.select_for_update(of=("self",)).get(pk=list_import.pk)


def _note_decision(list_import: ListImport, user: Any) -> None:
    list_import.decided_by = user
    list_import.decided_at = timezone.now()
    list_import.save()


def is_own_import(list_import: ListImport, user: Any) -> bool:
    """Whether this person uploaded it. What came by the command line, anyone who may approve approves."""
    return list_import.uploaded_by_id == user.pk


def others_who_may_approve(user: Any) -> Any:
    """Active staff other than this person (or all, for None) who may approve an import."""
    app_label, codename = APPROVE_PERMISSION.split(".")
    permissions = Permission.objects.filter(codename=codename, content_type__app_label=app_label)
    by_group, by_user = Q(groups__permissions__in=permissions), Q(user_permissions__in=permissions)
    people = get_user_model().objects.filter(is_active=True)
    if user is not None:
        people = people.exclude(pk=user.pk)
    return people.filter(Q(is_superuser=True) | by_group | by_user).distinct()
