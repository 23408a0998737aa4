"""The sessions and the inquiry. Where a day is not recorded, the date only gives a place in the list."""

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
from lbn_site.home.models import HomePage

COUNT = '<embed embedtype="live-figure" key="neighbourhoods"/>'
OCSI = "Oxford Consultants for Social Inclusion (OCSI)"
RESEARCH, BRIEFING, REPORT = DocumentKind.RESEARCH, DocumentKind.BRIEFING, DocumentKind.REPORT


def load() -> None:
    """Make the index, its sessions, and the inquiry with its own."""
    home = HomePage.objects.get()
    index = EvidenceIndexPage(
        title="Evidence",
        slug="evidence",
        show_in_menus=True,
        search_description="The group’s evidence sessions: what was asked, who spoke and what was read.",
        introduction="<p>The group met to hear from residents, researchers and people who work in ‘left behind’ "
        "neighbourhoods. These are the sessions of which a record is kept here.</p>",
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
        search_description="Four sessions in which the group asked what levelling up means for neighbourhoods.",
        body=[
            (
                "text",
                "<p>In 2022 the group set out to learn whether levelling up reached ‘left behind’ neighbourhoods, "
                "and what would have to change. It held four sessions: on social outcomes, on economic outcomes, on "
                "communities and on investment.</p><p>Twenty-one expert witnesses gave evidence. The two accounts "
                "of the written evidence differ: the co-chairs’ foreword counts 46 submissions, a news item 45. "
                "They also describe the other meetings differently: the foreword names two round tables and a "
                "consultation at St George’s House in Windsor Castle, the news item three workshops.</p>",
            )
        ],
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


def _session(title: str, slug: str, description: str, text: str, **fields: Any) -> EvidenceSessionPage:
    return EvidenceSessionPage(
        title=title,
        slug=slug,
        search_description=description,
        body=[("text", text)],
        no_recording_reason="No recording is held here.",
        **fields,
    )


def _sessions() -> list[EvidenceSessionPage]:
    return [
        _session(
            "What makes a neighbourhood ‘left behind’, and how has COVID-19 affected these neighbourhoods?",
            "what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods",
            "The first session: what ‘left behind’ means, and the early effects of COVID-19.",
            f"<p>The group’s first session asked two things. What do {COUNT} neighbourhoods have in common that "
            "makes them ‘left behind’? And what did the first months of COVID-19 do to them?</p><p>The data that "
            "was commissioned for it was published as ‘Communities at risk’.</p>",
            number=1,
            question="What makes a neighbourhood ‘left behind’, and what has COVID-19 meant for it?",
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
            "Why places to meet, and people who trust one another, matter to a neighbourhood.",
            "<p>The second session was about social infrastructure, the places and groups that bring people "
            "together, and about social capital, the trust that grows there. A researcher, a project worker from "
            "Tang Hall in York and the director of a think tank spoke.</p><p>Its report is ‘Communities of trust’ of "
            "December 2020.</p>",
            number=2,
            question="What do places to meet and people who trust one another do for a neighbourhood?",
            theme=_theme("Communities", "communities"),
            date=date(2020, 9, 22),
            speakers=[
                _speaker("Dan Gregory", "independent advisor and researcher"),
                _speaker("Anna Hunter", "project worker", "Tang Hall, York"),
                _speaker("Will Tanner", "Director", "Onward"),
            ],
            documents=[_paper(REPORT, "Communities of trust")],
        ),
        _session(
            "Session 3: a focus on employment, skills and education",
            "session-3-a-focus-on-employment-skills-and-education",
            "Work, skills and schools in ‘left behind’ neighbourhoods.",
            "<p>The third session looked at work, skills and education. A briefing and a collection of economic data "
            "on ‘left behind’ neighbourhoods were prepared for it.</p>",
            number=3,
            question="What stands between residents and good work, skills and education?",
            theme=_theme("Economy", "economy"),
            date=date(2020, 10, 1),
            date_precision=Precision.UNKNOWN,
            documents=[_paper(BRIEFING, "APPG Session 3 briefing"), _paper(RESEARCH, "Economic data dive", OCSI)],
        ),
        _session(
            "Buses, broadband and Beeching: boosting connectivity in ‘left behind’ neighbourhoods",
            "buses-broadband-and-beeching",
            "How poor transport and slow internet hold ‘left behind’ neighbourhoods back.",
            "<p>The fifth session was about being connected: by bus, by rail and by internet. ‘Beeching’ stands "
            "for the railway closures of the 1960s.</p><p>What followed "
            "from it stands in the report ‘Connecting communities’ of March 2021.</p>",
            number=5,
            question="How can ‘left behind’ neighbourhoods be better connected, on the road, by rail and online?",
            theme=_theme("Transport and broadband", "transport-and-broadband"),
            date=date(2021, 1, 26),
            documents=[
                _paper(BRIEFING, "APPG Session 5 briefing"),
                _paper(RESEARCH, "Connectivity data dive", OCSI),
                _paper(REPORT, "Connecting communities"),
            ],
        ),
        _session(
            "Session 9: liveability and quality of life in ‘left behind’ neighbourhoods",
            "session-9-liveability-and-quality-of-life-in-left-behind-neighbourhoods",
            "What makes a neighbourhood a good place to live, and what takes that away.",
            "<p>The ninth session asked what makes everyday life in a neighbourhood good. The chief executive of "
            "Keep Britain Tidy, the chair of the No Place Left Behind Commission and the coordinator of a local "
            "partnership spoke.</p>",
            number=9,
            question="What makes a ‘left behind’ neighbourhood a good place to live?",
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
            "The inquiry’s first session, of April 2022.",
            "<p>The inquiry began with social outcomes: what people’s lives are like, and what neighbourhoods "
            "themselves can do about it. Witnesses came from a local partnership in Whitley and from adult "
            "education.</p>",
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
            "The inquiry’s second session: work and the local economy.",
            "<p>The second session of the inquiry was about economic outcomes. Who spoke is not recorded here.</p>",
            number=2,
            theme=_theme("Economy", "economy"),
            date=date(2022, 5, 1),
            date_precision=Precision.UNKNOWN,
        ),
        _session(
            "Levelling up communities",
            "levelling-up-communities",
            "The inquiry’s third session: the part that communities play.",
            "<p>The third session of the inquiry was about communities. Who spoke is not recorded here.</p>",
            number=3,
            theme=_theme("Communities", "communities"),
            date=date(2022, 6, 1),
            date_precision=Precision.UNKNOWN,
        ),
        _session(
            "Levelling up investment",
            "levelling-up-investment",
            "The inquiry’s fourth session: where the money goes, and who decides.",
            "<p>The fourth session of the inquiry was about investment. A witness came from East Marsh United.</p>",
            number=4,
            theme=_theme("Economy", "economy"),
            date=date(2022, 7, 1),
            date_precision=Precision.UNKNOWN,
            speakers=[_speaker("Billy Dasein", organisation="East Marsh United")],
        ),
    ]
