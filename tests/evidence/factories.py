"""Evidence sessions for tests."""

import datetime
from typing import Any

from lbn_site.evidence.models import EvidenceIndexPage, EvidenceSessionPage
from lbn_site.home.models import HomePage


def evidence_index() -> EvidenceIndexPage:
    """The index below the home page, made once."""
    index = EvidenceIndexPage.objects.first()
    if index is None:
        index = EvidenceIndexPage(title="Evidence", slug="evidence", search_description="The sessions.")
        HomePage.objects.get().add_child(instance=index)
    return index


def session_page(title: str = "Session on health", **fields: Any) -> EvidenceSessionPage:
    """A live session of 22 September 2020, without times."""
    values = {
        "date": datetime.date(2020, 9, 22),
        "search_description": f"About: {title}.",
        "question": "What helps?",
        **fields,
    }
    page = EvidenceSessionPage(title=title, **values)
    evidence_index().add_child(instance=page)
    return page
