"""What the sessions and the inquiry say, in the notation of `example.markup`."""

from functools import partial
from typing import Any

from lbn_site.evidence.models import EvidenceSessionPage, InquiryPage
from lbn_site.example.markup import rich_text

SESSIONS = {
    "what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods": """
The group’s first session looked at the {neighbourhoods} ‘left behind’ neighbourhoods: what makes them ‘left behind’,
and how COVID-19 affected them.

Its focus was on the first effects of COVID-19, and how it made existing inequalities worse. Research for the
session by Oxford Consultants for Social Inclusion (OCSI) was published as [[communities-at-risk|Communities at
risk]]. Read also [[what-is-a-left-behind-neighbourhood|what a ‘left behind’ neighbourhood is]].
""",
    "session-2-social-infrastructure-and-social-capital": """
The second session was about social infrastructure and social capital. Social infrastructure means the places,
services and activities that bring people together. Social capital means the links and the trust between people.

The report of the session, published in December 2020, is
[[communities-of-trust-why-we-must-invest-in-the-infrastructure-of-left-behind-neighbourhoods|Communities of
trust]].
""",
    "session-3-a-focus-on-employment-skills-and-education": """
The third session was about jobs, skills and education in ‘left behind’ neighbourhoods. A briefing and a collection of
economic data were prepared for it.
""",
    "buses-broadband-and-beeching": """
The fifth session was about connectivity: buses, broadband and railways. ‘Beeching’ refers to the railway closures of
the 1960s.

The report that followed, in March 2021, is
[[connecting-communities-improving-transport-to-get-left-behind-neighbourhoods-back-on-track|Connecting
communities]].
""",
    "session-9-liveability-and-quality-of-life-in-left-behind-neighbourhoods": """
The ninth session was about liveability and quality of life: how good a ‘left behind’ neighbourhood is as a place to
live.
""",
    "levelling-up-social-outcomes": """
The first session of the [[inquiry-into-levelling-up|inquiry into levelling up]] was about social outcomes. Not all of
those who gave evidence are on record here.
""",
    "levelling-up-economic-outcomes": """
The second session of the [[inquiry-into-levelling-up|inquiry into levelling up]] was about economic outcomes. The
date and the speakers are not on record here.
""",
    "levelling-up-communities": """
The third session of the [[inquiry-into-levelling-up|inquiry into levelling up]] was about communities. The date and
the speakers are not on record here.
""",
    "levelling-up-investment": """
The fourth session of the [[inquiry-into-levelling-up|inquiry into levelling up]] was about investment. The date is
not on record here. Nor are all of those who gave evidence.
""",
}
INQUIRY = """
The group [[new-inquiry-launched-into-levelling-up|launched an inquiry into levelling up]] in April 2022. It held four
sessions: on social outcomes, economic outcomes, communities and investment.

Twenty-one expert witnesses gave evidence. The numbers for the rest of the evidence differ:

- The [[co-chairs-foreword|co-chairs’ foreword]] to the report counts 46 submissions, two roundtables and a
consultation at St George’s House in Windsor Castle.
- A [[looking-back-on-the-inquiry-into-levelling-up|news item]] counts 45 submissions and three workshops.

The report is [[report|A Neighbourhood Strategy for National Renewal]].
"""


def _body(text: str) -> list[tuple[str, Any]]:
    return [("text", rich_text(text))]


BODIES = (
    *((EvidenceSessionPage, slug, partial(_body, text)) for slug, text in SESSIONS.items()),
    (InquiryPage, "inquiry-into-levelling-up", partial(_body, INQUIRY)),
)
