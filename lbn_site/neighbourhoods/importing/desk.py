"""The import desk: hand a file in, look at it, approve or discard it. Each act is one transaction.

It serves every subject whose data come in editions (`kinds`).
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from ..editions import publish_edition
from ..models import ImportState, ListImport, Subject, UploadedFile
from ..pride_in_place.kind import PRIDE_IN_PLACE
from . import messages
from .kinds import Kind
from .list_kind import LIST
from .problems import Problem
from .read import UnreadableFileError, refuse_too_large
from .validate import Checked

logger = logging.getLogger(__name__)

APPROVE_PERMISSION = "neighbourhoods.publish_edition"
KINDS = {kind.subject: kind for kind in (LIST, PRIDE_IN_PLACE)}


class CannotPublishError(ValueError):
    """The import cannot be published as it stands; the message says what is missing."""


def kind_of(record: ListImport) -> Kind:
    """How the subject of an import is handled."""
    return KINDS[Subject(record.subject)]


def submit_list(
    *, name: str, data: bytes, edition_name: str, user: Any = None, expected_count: int, kind: Kind = LIST
) -> ListImport:
    """Read and check a file; where it is sound, store it as a draft edition that waits for approval.

    Others who may approve it get an email.

    Raises UnreadableFileError for a file that is too large to keep. Any other bad file is kept and refused with
    its problems in plain words.
    """
    checked = read_and_check(kind, name, data)
    with transaction.atomic():
        record = ListImport(
            subject=kind.subject,
            file=UploadedFile.keep(name, data),
            edition_name=edition_name,
            state=ImportState.REFUSED,
            row_count=len(checked.rows),
            uploaded_by=user,
        )
        if not checked.errors:
            _store_draft(kind, record, checked, expected_count)
        record.problems = [problem.as_dict() for problem in checked.problems]
        record.save()
        if record.awaits_approval:
            messages.ask_to_approve(record, kind, others_who_may_approve(user))
    return record


def _store_draft(kind: Kind, record: ListImport, checked: Checked, expected_count: int) -> None:
    """Make the draft edition of an import. What the database will not take is refused as a problem of the file."""
    edition = kind.draft(record.edition_name, checked, expected_count)
    edition.file_sha256 = record.file.sha256
    edition.received_on = timezone.localdate()
    try:
        with transaction.atomic():
            kind.store(edition=edition, rows=checked.rows)
    except DatabaseError:
        logger.exception("A file that passed its checks cannot be stored (%s)", record.file.sha256)
        text = (
            "The rows could not be stored. The file is kept, and the person who runs the site can find the reason "
            "in the log."
        )
        checked.problems.append(Problem(0, "", text))
    else:
        record.made, record.state = edition, ImportState.READY


def read_and_check(kind: Kind, name: str, data: bytes) -> Checked:
    """The checked rows of a file; one that cannot be read at all has that as its only problem."""
    refuse_too_large(len(data))
    try:
        return kind.check(name, data)
    except UnreadableFileError as unreadable:
        return Checked(problems=[Problem(0, "", str(unreadable))])


@transaction.atomic
def approve_import(
    *, list_import: ListImport, user: Any, accepted: Iterable[str] = (), confirms_alone: bool = False
) -> None:
    """Publish the draft edition of an import and make it the current one.

    `accepted` are the keys of the warnings that the approver ticked. Raises CannotPublishError when the state, the
    person, a warning or a text stands in the way; nothing is changed then.
    """
    list_import = _locked(list_import)
    edition, kind = list_import.made, kind_of(list_import)
    if not list_import.awaits_approval or edition is None:
        raise CannotPublishError("This import has already been decided.")
    alone = is_own_import(list_import, user)
    if alone and others_who_may_approve(user).exists():
        raise CannotPublishError("You uploaded this file, so someone else must approve it.")
    if alone and not confirms_alone:
        raise CannotPublishError(
            "Tick to confirm that you have checked the preview yourself and that nobody else can approve."
        )
    missing = kind.missing(edition)
    if missing:
        raise CannotPublishError("Before publication: " + " ".join(missing))
    guards = kind.guards(edition, kind.model.objects.current())
    unticked = [guard.text for guard in guards if guard.key not in set(accepted)]
    if unticked:
        raise CannotPublishError("Tick each warning once you have checked it: " + " ".join(unticked))
    list_import.state = ImportState.PUBLISHED
    list_import.accepted_warnings = [guard.text for guard in guards]
    list_import.decided_alone = alone
    _note_decision(list_import, user)
    publish_edition(edition=edition, user=user)


@transaction.atomic
def discard_import(*, list_import: ListImport, user: Any) -> None:
    """Drop the draft edition; the file and the record stay. Raises CannotPublishError when it was decided already."""
    list_import = _locked(list_import)
    if not list_import.awaits_approval:
        raise CannotPublishError("This import has already been decided.")
    edition, list_import.made = list_import.made, None
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
