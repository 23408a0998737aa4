"""The columns of a list, and the headings under which they may stand in somebody's file."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its key in our own files and the other headings it is known by."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False


COLUMNS = (
    Column("code", "ward code", ("ward code", "wd17cd", "ward17_code", "wd cd", "gss code", "ons code"), True),
    Column("name", "ward name", ("ward name", "ward", "wd17nm", "ward17_name", "neighbourhood", "area name"), True),
    Column("authority_code", "authority code", ("authority_code_2017", "lad17cd", "lad19_code", "la code", "lad cd")),
    Column(
        "authority",
        "local authority",
        ("authority_name_2017", "lad17nm", "lad19_name", "local authority", "la name", "district", "council"),
        True,
    ),
    Column("authority_code_now", "authority code today", ("authority_code_2024", "lad24cd", "lad25cd")),
    Column(
        "authority_now", "local authority today", ("authority_name_2024", "lad24nm", "lad25nm", "current authority")
    ),
    Column("county", "county", ("county_name", "cty17nm")),
    Column("region_code", "region code", ("rgn17cd", "rgn cd")),
    Column("region", "region", ("region_name", "rgn17nm", "rgn nm")),
    Column("constituencies_2010", "constituencies 2010 to 2024", ("constituency", "constituencies", "pcon17nm")),
    Column("constituencies_2024", "constituencies since 2024", ("pcon24nm",)),
    Column("constituencies_2024_shares", "shares of the constituencies", ("constituency_2024_population_shares",)),
    Column("population", "population", ("population_mid_2020", "total population", "residents")),
    Column("small_areas", "number of small areas", ("lsoa_2011_count", "lsoas")),
    Column(
        "small_areas_most_deprived_tenth",
        "small areas in the most deprived tenth",
        ("lsoas_in_most_deprived_tenth_imd_2019",),
    ),
    Column("deprivation_score", "deprivation score", ("imd_2019_score_derived", "imd score", "imd 2019 score")),
    Column("deprivation_rank", "deprivation rank", ("imd_2019_rank_derived", "imd rank", "imd 2019 rank")),
    Column(
        "needs_score", "Community Needs Index score", ("cni_2019_score", "community needs index score", "cni score")
    ),
    Column("needs_rank", "Community Needs Index rank", ("cni_2019_rank", "community needs index rank", "cni rank")),
    Column("civic_assets_rank", "civic assets rank", ("civic assets rank",)),
    Column("connectedness_rank", "connectedness rank", ("connectedness rank",)),
    Column("engaged_community_rank", "engaged community rank", ("engaged community rank",)),
    Column("latitude", "latitude", ("lat",)),
    Column("longitude", "longitude", ("long", "lon", "lng")),
)
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.is_required)


def plain_heading(heading: str) -> str:
    """A heading without what people write differently: case, spaces, underscores, punctuation."""
    return re.sub(r"[^a-z0-9]+", "", heading.lower())


_KNOWN = {
    plain_heading(name): column.key for column in COLUMNS for name in (column.key, column.label, *column.synonyms)
}


def known_column(heading: str) -> str | None:
    """The key of the column that this heading names, or None."""
    return _KNOWN.get(plain_heading(heading))
