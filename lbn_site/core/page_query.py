"""What public pages read of the query in their address, and under which values one may be stored for everyone.

Nobody can store more pages than there are. A parameter that is not listed here reaches no view, and so makes no page
of its own. Where a view reads one, it says under which values the page that it made may be stored:

    page_query.store_under(request, kind=kind, year=year if year in years else None, page=items.number)

Where a visitor asked for other values (`?year=1234`, `?page=99999`, words to search for) the page is made for that
visitor alone. A view that says nothing makes a page without parameters.
"""

from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

PARAMETERS = frozenset(
    {
        "authority",
        "constituency",
        "edition",
        "kind",
        "minutes",
        "on",
        "page",
        "postcode",  # read only to take it out of the address
        "q",
        "query",
        "region",
        "scope",
        "sort",
        "theme",
        "words",
        "year",
    }
)
# Without words, a search that was sent says something else than one that was not.
SAY_SOMETHING_WHEN_EMPTY = {"q", "query"}
FIRST_PAGE = ("page", "1")


def read(query: str) -> str:
    """Return what views may read of a query, written in one way: each parameter once, by name, without empty ones.

    Of a parameter that is given twice the last counts, as in Django.
    """
    if not query:
        return ""
    return _written({name: value for name, value in parse_qsl(query, keep_blank_values=True) if name in PARAMETERS})


def store_under(request: HttpRequest, **values: object) -> None:
    """Say under which values the page that is being made may be stored; those that are empty are left out."""
    written = _written({name: str(value) for name, value in values.items() if value})
    request.stored_under = written  # type: ignore[attr-defined]


def stored_under(request: HttpRequest) -> str:
    """Return what the view said, written as by `read`."""
    return getattr(request, "stored_under", "")


def _written(values: dict[str, str]) -> str:
    return urlencode(sorted(pair for pair in values.items() if _says_something(pair)))


def _says_something(pair: tuple[str, str]) -> bool:
    name, value = pair
    return name in SAY_SOMETHING_WHEN_EMPTY or (value != "" and pair != FIRST_PAGE)
