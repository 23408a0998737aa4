"""The month that a postcode directory is of."""

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def month_in(name: str) -> str:
    """The month in the name of a file such as ONSPD_AUG_2023_UK.csv; empty where there is none."""
    found = re.search(r"([A-Za-z]{3})[a-z]*[_\- ]?(20\d\d)", name)
    month = next((month for month in MONTHS if found and month[:3].lower() == found.group(1).lower()), None)
    return f"{month} {found.group(2)}" if found and month else ""


def month_number(text: str) -> int:
    """A month such as 'August 2023' as a number that grows with time; 0 where the text names none."""
    named = month_in(text)
    if not named:
        return 0
    month, _, year = named.partition(" ")
    return int(year) * len(MONTHS) + MONTHS.index(month)
