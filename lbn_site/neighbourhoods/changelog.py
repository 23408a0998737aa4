"""What became of the open data, and when: derived from the editions, their files, the log of acts and the postcodes.

The list and the Pride in Place data are told alike. Nothing here is typed, so nothing can be forgotten.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from .downloads import DATA_PACKAGE
from .downloads import file_address as address_of_list_file
from .editions import PUT_BACK_ACTION, RETURNED_ACTION, WITHDRAWN_ACTION
from .models import AnyEdition, Edition, KeptFile, Neighbourhood, PostcodeRelease, PrideInPlaceEdition
from .models.postcodes import ReleaseState
from .pride_in_place.downloads import file_address as address_of_pride_in_place_file
from .published_files import FILES_REPLACED_ACTION

NAMES: dict[type[AnyEdition], str] = {Edition: "List of neighbourhoods", PrideInPlaceEdition: "Pride in Place data"}
COUNTED = {Edition: "neighbourhoods", PrideInPlaceEdition: "neighbourhoods in the programme"}
ACTS = {
    RETURNED_ACTION: "made current again",
    WITHDRAWN_ACTION: "withdrawn",
    PUT_BACK_ACTION: "published again",
    FILES_REPLACED_ACTION: "files replaced",
}


@dataclass(frozen=True)
class FileFacts:
    """A published file; without an address where visitors no longer get it."""

    name: str
    size: int
    sha256: str
    address: str = ""


@dataclass
class Change:
    """Something that happened to the data at one moment; `replaced` has the SHA-256 of files that are gone."""

    at: datetime.datetime
    title: str
    address: str
    text: str = ""
    differences: str = ""  # the address of a page that names them
    files: list[FileFacts] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> datetime.date:
        return timezone.localtime(self.at).date()


def changes() -> list[Change]:
    """Every change of the data, the newest first."""
    editions = [edition for kind in NAMES for edition in _known(kind)]
    found = [*_publications(editions), *_acts(editions), *_postcodes()]
    return sorted(found, key=lambda change: change.at, reverse=True)


def _known(kind: type[AnyEdition]) -> list[AnyEdition]:
    """The editions that are or were published, with their files and how many neighbourhoods they name."""
    files = kind.files.rel.related_model.objects.defer("content").order_by("made_at", "name")
    known = kind.objects.known_to_visitors().prefetch_related(Prefetch("files", files))
    return list(known.annotate(names=Count("neighbourhoods")))


def _publications(editions: list[AnyEdition]) -> Iterator[Change]:
    """Each edition with the files that were made on the day of its publication, and those that were made later."""
    on_list = _codes_by_edition()
    for edition in editions:
        published = _change(edition, edition.published_at or edition.created_at, "published")
        published.text = f"{edition.names:,} {COUNTED[type(edition)]}."  # type: ignore[attr-defined]
        previous = edition.previous() if isinstance(edition, Edition) and edition.is_published else None
        if previous:
            before, after = on_list[previous.pk], on_list[edition.pk]
            joined, left = len(after - before), len(before - after)
            published.text += f" Compared with the {previous.name}, {joined:,} codes joined and {left:,} left."
            published.differences = reverse("neighbourhoods-comparison", args=[edition.slug, previous.slug])
        yield published
        for day, made in groupby(edition.files.all(), key=lambda file: file.made_at.date()):
            files = list(made)
            later = day != published.at.date()
            change = _change(edition, files[0].made_at, "files made") if later else published
            # The data package gains the closing notice when it is sent, so its hash would not match.
            change.files = [_facts(edition, file) for file in files if file.name != DATA_PACKAGE]
            if later:
                yield change


def _acts(editions: list[AnyEdition]) -> Iterator[Change]:
    """What staff did with editions after their publication."""
    kinds = ContentType.objects.get_for_models(*NAMES)
    known = {(kinds[type(edition)].pk, str(edition.pk)): edition for edition in editions}
    for entry in ModelLogEntry.objects.filter(content_type__in=kinds.values(), action__in=ACTS):
        edition = known.get((entry.content_type_id, entry.object_id))
        if edition:
            change = _change(edition, entry.timestamp, ACTS[entry.action])
            change.text = entry.data.get("because", "")
            change.replaced = entry.data.get("before", {})
            yield change


def _postcodes() -> Iterator[Change]:
    """The directories of postcodes that the check answers from, as far as they are kept."""
    for release in PostcodeRelease.objects.filter(state=ReleaseState.READY, finished_at__isnull=False):
        yield Change(
            release.finished_at or release.started_at,
            f"Postcodes for the check, {release}: loaded",
            reverse("neighbourhoods-check"),
            f"{release.matched:,} postcodes in neighbourhoods on the list." if release.matched else "",
        )


def _change(edition: AnyEdition, at: datetime.datetime, what: str) -> Change:
    return Change(at, f"{NAMES[type(edition)]}, {edition.name}: {what}", edition.get_absolute_url())


def _codes_by_edition() -> dict[int, set[str]]:
    """The codes on each published edition of the list."""
    codes = defaultdict(set)
    listed = Neighbourhood.objects.filter(edition__state="published").order_by()
    for edition, code in listed.values_list("edition_id", "code"):
        codes[edition].add(code)
    return codes


def _facts(edition: AnyEdition, file: KeptFile) -> FileFacts:
    address = ""
    if edition.is_published and isinstance(edition, Edition):
        address = address_of_list_file(edition, file.name)
    elif edition.is_published and isinstance(edition, PrideInPlaceEdition):
        address = address_of_pride_in_place_file(edition)
    return FileFacts(file.name, file.size, file.sha256, address)
