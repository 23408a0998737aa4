"""The sessions and the inquiry. Where a day is not recorded, the date only gives a place in the list.

`session_texts` has what they say.
"""

from datetime import date
from typing import Any

from lbn_site.core.dates import Precision
from lbn_site.evidence.models import (
    DocumentKind,
    EvidenceIndexPage,
    EvidenceSessionPage,
    InquiryPage,
    SessionDocument,
    Speaker,
    Theme,
)
from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage

OCSI = "Oxford Consultants for Social Inclusion (OCSI)"
RESEARCH, BRIEFING = DocumentKind.RESEARCH, DocumentKind.BRIEFING


def load() -> None:
    """Make the index, its sessions, and the inquiry with its own."""
    home = HomePage.objects.get()
    index = EvidenceIndexPage(
        title="Evidence",
        slug="evidence",
        show_in_menus=True,
        search_description="The group’s evidence sessions and its inquiry: subjects, dates, speakers and papers.",
        introduction=rich_text(
            "The group held evidence sessions and an inquiry about ‘left behind’ neighbourhoods. This is what is on "
            "record here: sessions 1, 2, 3, 5 and 9, and the four sessions of the inquiry."
        ),
    )
    home.add_child(instance=index)
    for session in _sessions():
        index.add_child(instance=session)
    inquiry = InquiryPage(
        title="Inquiry into levelling up",
        slug="inquiry-into-levelling-up",
        date=date(2022, 4, 1),
        date_precision=Precision.MONTH,
        date_note="the first session",
        search_description="The group’s inquiry of 2022: four sessions, on social outcomes, economic outcomes, "
        "communities and investment.",
    )
    home.add_child(instance=inquiry)
    for session in _inquiry_sessions():
        inquiry.add_child(instance=session)


def _theme(name: str, slug: str) -> Theme:
    return Theme.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def _paper(kind: DocumentKind, title: str, publisher: str = "") -> SessionDocument:
    return SessionDocument(kind=kind, title=title, publisher=publisher)


def _speaker(name: str, role: str = "", organisation: str = "") -> Speaker:
    """A speaker whom the group itself named in public."""
    return Speaker(name=name, role=role, organisation=organisation, agreed_to_be_published=True)


def _reading(*texts: tuple[str, str]) -> list[Any]:
    return [("group", {"heading": "Background", "items": [{"title": title, "year": year} for title, year in texts]})]


def _session(title: str, slug: str, description: str, **fields: Any) -> EvidenceSessionPage:
    return EvidenceSessionPage(
        title=title,
        slug=slug,
        search_description=description,
        no_recording_reason="No recording is held here.",
        **fields,
    )


def _sessions() -> list[EvidenceSessionPage]:
    return [
        _session(
            "What makes a neighbourhood ‘left behind’ and how has COVID-19 affected these neighbourhoods?",
            "what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods",
            "The first session: what makes a neighbourhood ‘left behind’, and the first effects of COVID-19.",
            number=1,
            theme=_theme("Health", "health"),
            date=date(2020, 7, 15),
            date_precision=Precision.UNKNOWN,
            date_note="the group was launched on 14 July 2020",
            documents=[_paper(BRIEFING, "APPG Session 1 briefing"), _paper(RESEARCH, "Communities at risk", OCSI)],
            reading_list=_reading(("Left Behind? Understanding communities on the edge", "2019")),
        ),
        _session(
            "Session 2: social infrastructure and social capital",
            "session-2-social-infrastructure-and-social-capital",
            "The second session: the places and services that bring people together, and the trust between them.",
            number=2,
            theme=_theme("Communities", "communities"),
            date=date(2020, 9, 22),
            speakers=[
                _speaker("Dan Gregory", "independent advisor and researcher"),
                _speaker("Anna Hunter", "project worker", "Tang Hall, York"),
                _speaker("Will Tanner", "Director", "Onward"),
            ],
        ),
        _session(
            "Session 3: a focus on employment, skills and education",
            "session-3-a-focus-on-employment-skills-and-education",
            "The third session: jobs, skills and education in ‘left behind’ neighbourhoods.",
            number=3,
            theme=_theme("Economy", "economy"),
            date=date(2020, 10, 1),
            date_precision=Precision.UNKNOWN,
            documents=[_paper(BRIEFING, "APPG Session 3 briefing"), _paper(RESEARCH, "Economic data dive", OCSI)],
        ),
        _session(
            "Buses, broadband and Beeching: boosting connectivity in ‘left behind’ neighbourhoods",
            "buses-broadband-and-beeching",
            "The fifth session: better transport and broadband for ‘left behind’ neighbourhoods.",
            number=5,
            theme=_theme("Transport and broadband", "transport-and-broadband"),
            date=date(2021, 1, 26),
            documents=[
                _paper(BRIEFING, "APPG Session 5 briefing"),
                _paper(RESEARCH, "Connectivity data dive", OCSI),
            ],
        ),
        _session(
            "Session 9: liveability and quality of life in ‘left behind’ neighbourhoods",
            "session-9-liveability-and-quality-of-life-in-left-behind-neighbourhoods",
            "The ninth session: what makes a neighbourhood a good place to live.",
            number=9,
            theme=_theme("Quality of life", "quality-of-life"),
            date=date(2021, 11, 2),
            date_precision=Precision.UNKNOWN,
            speakers=[
                _speaker("Allison Ogden-Newton OBE", "Chief Executive", "Keep Britain Tidy"),
                _speaker("Toby Lloyd", "Chair", "No Place Left Behind Commission"),
                _speaker("Stephen Perez", "Coordinator", "Arches Local"),
            ],
            documents=[
                _paper(BRIEFING, "Session 9 liveability briefing"),
                _paper(RESEARCH, "Liveability data dive", OCSI),
                _paper(RESEARCH, "What do ‘left behind’ areas look like over time?", "University of Liverpool"),
            ],
        ),
    ]


def _inquiry_sessions() -> list[EvidenceSessionPage]:
    return [
        _session(
            "Levelling up social outcomes",
            "levelling-up-social-outcomes",
            "The first session of the inquiry, in April 2022: social outcomes.",
            number=1,
            theme=_theme("Communities", "communities"),
            date=date(2022, 4, 1),
            date_precision=Precision.MONTH,
            speakers=[
                _speaker("Trisha Bennett", "Community Development Co-ordinator", "Whitley Big Local"),
                _speaker("Simon Parkinson", organisation="Workers’ Educational Association (WEA)"),
            ],
        ),
        _session(
            "Levelling up economic outcomes",
            "levelling-up-economic-outcomes",
            "The second session of the inquiry: economic outcomes.",
            number=2,
            theme=_theme("Economy", "economy"),
            date=date(2022, 5, 1),
            date_precision=Precision.UNKNOWN,
        ),
        _session(
            "Levelling up communities",
            "levelling-up-communities",
            "The third session of the inquiry: communities.",
            number=3,
            theme=_theme("Communities", "communities"),
            date=date(2022, 6, 1),
            date_precision=Precision.UNKNOWN,
        ),
        _session(
            "Levelling up investment",
            "levelling-up-investment",
            "The fourth session of the inquiry: investment.",
            number=4,
            theme=_theme("Economy", "economy"),
            date=date(2022, 7, 1),
            date_precision=Precision.UNKNOWN,
            speakers=[_speaker("Billy Dasein", organisation="East Marsh United")],
        ),
    ]
