"""The columns of a list, and the headings under which they may stand in somebody's file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its key in our own files and the other headings it is known by.

    Without a required column a table is refused, and without a value in it a row, unless `may_be_empty`.
    """

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_number: bool = False
    may_be_empty: bool = False

    @property
    def needs_values(self) -> bool:
        return self.is_required and not self.may_be_empty


COLUMNS = (
    Column("code", "ward code", ("ward code", "wd cd", "gss code", "ons code"), True),
    Column("name", "ward name", ("ward name", "ward", "wd nm", "neighbourhood", "area name"), True),
    Column("authority_code", "authority code", ("local authority code", "la code", "lad cd")),
    Column(
        "authority",
        "local authority",
        ("local authority", "local authority name", "la name", "lad nm", "district", "council"),
        True,
    ),
    Column("authority_code_now", "authority code today", ("current authority code",)),
    Column("authority_now", "local authority today", ("current authority", "current local authority")),
    Column("county", "county", ("county_name", "cty nm")),
    Column("region_code", "region code", ("rgn cd",)),
    Column("region", "region", ("region_name", "rgn nm")),
    Column(
        "constituencies_2010",
        "constituencies 2010 to 2024",
        ("constituency", "constituencies", "parliamentary constituency", "pcon nm"),
    ),
    Column("constituencies_2024", "constituencies since 2024"),
    Column("constituencies_2024_shares", "shares of the constituencies", ("constituency_2024_population_shares",)),
    Column("population", "population", ("population_mid_2020", "total population", "residents"), is_number=True),
    Column("small_areas", "number of small areas", ("lsoa_2011_count", "lsoas"), is_number=True),
    Column(
        "small_areas_most_deprived_tenth",
        "small areas in the most deprived tenth",
        ("lsoas_in_most_deprived_tenth_imd_2019",),
        is_number=True,
    ),
    Column(
        "deprivation_score",
        "deprivation score",
        ("imd_2019_score_derived", "imd score", "imd 2019 score"),
        is_number=True,
    ),
    Column(
        "deprivation_rank", "deprivation rank", ("imd_2019_rank_derived", "imd rank", "imd 2019 rank"), is_number=True
    ),
    Column(
        "needs_score",
        "Community Needs Index score",
        ("cni_2019_score", "community needs index score", "cni score"),
        is_number=True,
    ),
    Column(
        "needs_rank",
        "Community Needs Index rank",
        ("cni_2019_rank", "community needs index rank", "cni rank"),
        is_number=True,
    ),
    Column("civic_assets_rank", "civic assets rank", ("civic assets rank",), is_number=True),
    Column("connectedness_rank", "connectedness rank", ("connectedness rank",), is_number=True),
    Column("engaged_community_rank", "engaged community rank", ("engaged community rank",), is_number=True),
    Column("latitude", "latitude", ("lat",), is_number=True),
    Column("longitude", "longitude", ("long", "lon", "lng"), is_number=True),
)
BY_KEY = {column.key: column for column in COLUMNS}
FIRST_ELECTION_SINCE_2024 = 2024

# The Office for National Statistics names a column by a stem, two digits for the year, and cd or nm: WD23CD, lad25nm,
# PCON24NM. Other publishers write the year in full: authority_name_2017.
_WITH_YEAR = re.compile(
    r"(?P<stem>wd|ward|lad|ltla|la|localauthority|authority|rgn|region|cty|county|pcon|constituency|constituencies)"
    r"(?P<early>\d\d|(?:19|20)\d\d)?(?P<kind>cd|code|nm|name)?(?P<late>(?:19|20)\d\d)?"
)
_STEMS = {"wd": "ward", "ltla": "lad", "la": "lad", "localauthority": "lad", "authority": "lad", "rgn": "region"}
_STEMS |= {"cty": "county", "constituency": "pcon", "constituencies": "pcon"}
_DATED = {("ward", "code"): "code", ("ward", "name"): "name", ("region", "code"): "region_code"}
_DATED |= {("region", "name"): "region", ("county", "name"): "county"}


@dataclass(frozen=True)
class Heading:
    """What a heading says: the column's key (None: not known), and the year that it names, if any."""

    key: str | None
    year: int | None = None


def plain_heading(heading: str) -> str:
    """A heading without what people write differently: case, spaces, underscores, punctuation."""
    return re.sub(r"[^a-z0-9]+", "", heading.lower())


_KNOWN = {
    plain_heading(name): column.key for column in COLUMNS for name in (column.key, column.label, *column.synonyms)
}


@dataclass(frozen=True)
class _Dated:
    """What a heading with a year names: 'code' or 'name' of a kind of area."""

    stem: str
    kind: str
    year: int


def read_headings(headings: Sequence[str]) -> list[Heading]:
    """What each heading of a table says. Of authorities of two years the later is today's."""
    plain = [plain_heading(heading) for heading in headings]
    dated = [_dated(heading) for heading in plain]
    own = {_KNOWN.get(heading) for heading in plain}
    endings = _endings_by_year([part for part in dated if part and part.stem == "lad"], own)
    return [
        Heading(_key(part, endings), part.year) if part else Heading(_KNOWN.get(heading))
        for heading, part in zip(plain, dated, strict=True)
    ]


def _dated(heading: str) -> _Dated | None:
    found = _WITH_YEAR.fullmatch(heading)
    if not found or heading in _KNOWN:
        return None
    year, kind = found["early"] or found["late"], found["kind"]
    if not year or (len(year) == len("23") and not kind):
        return None
    which = "code" if kind in {"cd", "code"} else "name"
    return _Dated(
        _STEMS.get(found["stem"], found["stem"]), which, int(year) if len(year) > len("23") else 2000 + int(year)
    )


def _key(part: _Dated, endings: dict[int, str]) -> str | None:
    if part.stem == "pcon" and part.kind == "name":
        return "constituencies_2024" if part.year >= FIRST_ELECTION_SINCE_2024 else "constituencies_2010"
    if part.stem == "lad" and part.year in endings:
        return ("authority" if part.kind == "name" else "authority_code") + endings[part.year]
    return _DATED.get((part.stem, part.kind))


def _endings_by_year(authorities: list[_Dated], own: set[str | None]) -> dict[int, str]:
    """How the keys of the authorities of a year end: '' for the wards' own year, '_now' for today's.

    Codes go with the names of their year. `own` are the columns whose headings name no year.
    """
    years = sorted({part.year for part in authorities if part.kind == "name"})
    endings = {}
    if years and "authority" not in own:
        endings[years.pop(0)] = ""
    if years:
        endings[years[-1]] = "_now"
    code_years = sorted({part.year for part in authorities if part.kind == "code"})
    if code_years and "authority_code" not in own and "" not in {endings.get(year) for year in code_years}:
        endings.setdefault(code_years[0], "")
    return endings
