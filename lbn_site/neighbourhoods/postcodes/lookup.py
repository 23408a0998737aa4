"""'Is my neighbourhood on the list?': the answer to a postcode.

The browser asks for the file of the outward code and finds the answer itself; `answer` does the same on the
server for visitors without JavaScript. Both read the one structure that `area_file` makes.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..models import Edition, OutwardCode, PostcodeRelease
from ..querysets import NeighbourhoodQuerySet
from . import inward
from .writing import Postcode, read_postcode


class Outcome(StrEnum):
    """The seven answers. The values name their templates."""

    LISTED = "listed"
    NEAR = "near"
    PERHAPS_NEAR = "perhaps-near"
    NOT_LISTED = "not-listed"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    NO_POSTCODE = "no-postcode"


@dataclass(frozen=True)
class Answer:
    """An outcome, the postcode as it was understood, and places as {name, authority, url}.

    They are those it lies in, close to or perhaps close to; where it is not listed, those its outward code touches.
    """

    outcome: Outcome
    postcode: Postcode | None = None
    places: list[dict[str, str]] = field(default_factory=list)


def area_file(outward: str) -> dict[str, Any]:
    """What a browser needs to judge any postcode of an outward code.

    `places` holds the listed neighbourhoods it touches, each with the inward codes inside it (`in`), inside it
    but close to its boundary (`near`), and outside but as close (`by`), three characters each and joined. A
    complete release adds `known`, the bitmap of all inward codes in use (see postcodes.inward). Where there are no
    postcodes at all, none is known. A release without it knows only what lies inside: there a postcode that differs
    from a listed one in its last letter alone is perhaps just outside.
    """
    release = PostcodeRelease.objects.current()
    row = OutwardCode.objects.filter(release=release, code=outward).first() if release else None
    data: dict[str, Any] = {"as_at": release.as_at if release else "", "places": _places(row) if row else []}
    if release is None or release.is_complete:
        data["known"] = row.known if row else ""
    return data


def _places(row: OutwardCode) -> list[dict[str, str]]:
    edition = Edition.objects.current()
    codes = {*row.inside, *row.near, *row.outside_near}
    listed = edition.neighbourhoods.filter(code__in=codes).order_by("name", "authority") if edition else ()
    return [
        {
            "name": place.name,
            "authority": place.present_authority,
            "url": place.get_absolute_url(),
            "in": row.inside.get(place.code, ""),
            "near": row.near.get(place.code, ""),
            "by": row.outside_near.get(place.code, ""),
        }
        for place in listed
    ]


def not_covered(edition: Edition) -> NeighbourhoodQuerySet:
    """The neighbourhoods of an edition that the postcodes leave out: the check can never say yes to them."""
    release = PostcodeRelease.objects.current()
    if release is None:
        return edition.neighbourhoods.none()
    known = OutwardCode.objects.filter(release=release).values_list("inside", "near")
    codes = {code for inside, near in known for code in (*inside, *near)}
    return edition.neighbourhoods.exclude(code__in=codes).order_by("name", "authority")


def answer(text: str) -> Answer:
    """The answer to what somebody typed."""
    postcode = read_postcode(text)
    if postcode is None:
        return Answer(Outcome.NO_POSTCODE)
    if postcode.is_outside_england:
        return Answer(Outcome.ELSEWHERE, postcode)
    return answer_from(area_file(postcode.outward), postcode)


def answer_from(data: dict[str, Any], postcode: Postcode) -> Answer:
    """The answer by the file of the postcode's outward code."""
    for outcome, keys in ((Outcome.LISTED, ("in",)), (Outcome.NEAR, ("near", "by"))):
        found = [
            place for place in data["places"] if any(postcode.inward in inward.split(place[key]) for key in keys)
        ]
        if found:
            return Answer(outcome, postcode, _named(found))
    if "known" not in data:
        alike = [place for place in data["places"] if inward.holds_like(place["in"] + place["near"], postcode.inward)]
        if alike:
            return Answer(Outcome.PERHAPS_NEAR, postcode, _named(alike))
    elif not (data["known"] and inward.holds(data["known"], postcode.inward)):
        return Answer(Outcome.UNKNOWN, postcode)
    return Answer(Outcome.NOT_LISTED, postcode, _named(data["places"]))


def _named(places: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: place[name] for name in ("name", "authority", "url")} for place in places]


def outcome_without_file(release: PostcodeRelease | None) -> Outcome:
    """What a copy of the site without a server answers where no file of the outward code was copied."""
    return Outcome.NOT_LISTED if release and not release.is_complete else Outcome.UNKNOWN
