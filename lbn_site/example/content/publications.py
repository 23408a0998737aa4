"""The publications and the chapters of the last report."""

from datetime import date
from typing import Any

from lbn_site.core.dates import Precision
from lbn_site.evidence.models import EvidenceSessionPage
from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage
from lbn_site.publications.models import ChapterPage, PublicationIndexPage, PublicationPage

from .report_chapters import CHAPTERS

OCSI = "Oxford Consultants for Social Inclusion (OCSI)"
FORMER_SITE = "https://www.appg-leftbehindneighbourhoods.org.uk"
ARCHIVE = "https://web.archive.org/web/2024"


def load() -> None:
    """Make the index, the publications below it, and the report with its chapters."""
    home = HomePage.objects.get()
    index = PublicationIndexPage(
        title="Publications",
        slug="publication",
        show_in_menus=True,
        search_description="The group’s reports, and research about ‘left behind’ neighbourhoods.",
        introduction=rich_text(
            "The group’s reports, and research about ‘left behind’ neighbourhoods. Each page has a short description "
            "and says where to look for the full text."
        ),
    )
    home.add_child(instance=index)
    for publication in _publications():
        index.add_child(instance=publication)
    report = _report()
    home.add_child(instance=report)
    for title, slug, description, text, former_path in CHAPTERS:
        body = _body(text, "This is a note on the chapter. The chapter itself is not held here.", former_path)
        report.add_child(instance=ChapterPage(title=title, slug=slug, search_description=description, body=body))


def _body(text: str, held: str, former_path: str) -> list[tuple[str, Any]]:
    """What the text was about, what of it is held here, and where to look for the rest."""
    where = (
        f"Look for a copy of the group’s former website in the [[{ARCHIVE}/{FORMER_SITE}{former_path}|Internet "
        "Archive]], or ask Local Trust, which was the group’s secretariat."
    )
    return [("text", rich_text(f"{text}\n\n## The full text\n\n{held} {where}")), ("part", {"part": "contact"})]


def _publication(
    title: str, slug: str, when: date, description: str, text: str, *, former_path: str = "/", **fields: Any
) -> PublicationPage:
    held = "This page only describes the publication. The full text is not held here."
    return PublicationPage(
        title=title,
        slug=slug,
        date=when,
        search_description=description,
        body=_body(text, held, former_path),
        **fields,
    )


def _after_session(slug: str) -> list[Any]:
    """The related session, where it is loaded."""
    session = EvidenceSessionPage.objects.filter(slug=slug).first()
    return [("page", session)] if session else []


def _publications() -> list[PublicationPage]:
    return [
        _publication(
            "Communities at risk: the early impact of COVID-19 on ‘left behind’ neighbourhoods",
            "communities-at-risk",
            date(2020, 7, 1),
            "Research on the first effects of COVID-19 in ‘left behind’ neighbourhoods.",
            "This research was prepared for the group’s "
            "[[what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods|first "
            "session]]. It is about how COVID-19 affected ‘left behind’ neighbourhoods in its first months.",
            former_path="/publication/communities-at-risk/",
            date_precision=Precision.MONTH,
            written_with=OCSI,
            related=_after_session(
                "what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods"
            ),
        ),
        _publication(
            "Communities of trust: why we must invest in the social infrastructure of ‘left behind’ neighbourhoods",
            "communities-of-trust-why-we-must-invest-in-the-infrastructure-of-left-behind-neighbourhoods",
            date(2020, 12, 2),
            "The case for investing in social infrastructure.",
            "This report followed the group’s [[session-2-social-infrastructure-and-social-capital|second session]], "
            "on 22 September 2020. It makes the case for investing in social infrastructure: the places, services "
            "and activities that bring people together.",
            former_path="/publication/communities-of-trust-why-we-must-invest-in-the-infrastructure-of-left-behind-"
            "neighbourhoods/",
            related=_after_session("session-2-social-infrastructure-and-social-capital"),
        ),
        _publication(
            "Connecting communities: improving transport to get ‘left behind’ neighbourhoods back on track",
            "connecting-communities-improving-transport-to-get-left-behind-neighbourhoods-back-on-track",
            date(2021, 3, 1),
            "A report on better transport for ‘left behind’ neighbourhoods.",
            "This report followed the group’s session on [[buses-broadband-and-beeching|buses, broadband and "
            "railways]] in January 2021. It is about better transport for ‘left behind’ neighbourhoods.",
            date_precision=Precision.MONTH,
            related=_after_session("buses-broadband-and-beeching"),
        ),
        _publication(
            "Levelling up through climate action: a once in a lifetime opportunity to make sure no neighbourhood is "
            "‘left behind’",
            "levelling-up-through-climate-action-a-once-in-a-lifetime-opportunity-to-make-sure-no-neighbourhood-is"
            "-left-behind",
            date(2021, 11, 15),
            "A report on levelling up and climate action.",
            "This report is about levelling up through climate action, so that no neighbourhood is ‘left behind’.",
            former_path="/publication/levelling-up-through-climate-action-a-once-in-a-lifetime-opportunity-to-make-"
            "sure-no-neighbourhood-is-left-behind/",
        ),
        _publication(
            "Overcoming health inequalities in ‘left behind’ neighbourhoods",
            "overcoming-health-inequalities-in-left-behind-neighbourhoods",
            date(2022, 1, 13),
            "A report on health, by the group and the Northern Health Science Alliance.",
            "This report is by the group and the Northern Health Science Alliance. It is about unequal health in "
            "‘left behind’ neighbourhoods, and how to put that right.",
            former_path="/publication/overcoming-health-inequalities-in-left-behind-neighbourhoods/",
            written_with="the Northern Health Science Alliance",
        ),
        _publication(
            "Financial vulnerability in ‘left behind’ neighbourhoods",
            "financial-vulnerability-in-left-behind-neighbourhoods",
            date(2022, 7, 13),
            "Research on household finances in ‘left behind’ neighbourhoods.",
            "This research is about people whose finances are vulnerable. It was part of the group’s news on "
            "[[/news/residents-in-left-behind-neighbourhoods-uniquely-vulnerable-to-rising-cost-of-living/|the "
            "rising cost of living]].",
            written_with=OCSI,
        ),
        _publication(
            "Child maintenance and fuel poverty in ‘left behind’ neighbourhoods",
            "child-maintenance-and-fuel-poverty-in-left-behind-neighbourhoods",
            date(2022, 7, 13),
            "Research on child maintenance and fuel poverty in ‘left behind’ neighbourhoods.",
            "This research is about child maintenance and about fuel poverty: not being able to afford to heat the "
            "home. It was part of the group’s news on "
            "[[/news/residents-in-left-behind-neighbourhoods-uniquely-vulnerable-to-rising-cost-of-living/|the "
            "rising cost of living]].",
            written_with=OCSI,
        ),
        _publication(
            "Policy short: levelling up local outcomes",
            "policy-short-levelling-up-local-outcomes",
            date(2022, 8, 1),
            "A short paper on levelling up and local outcomes.",
            "This short policy paper is about levelling up and local outcomes.",
            former_path="/publication/policy-short-levelling-up-local-outcomes/",
            date_precision=Precision.UNKNOWN,
        ),
    ]


def _report() -> PublicationPage:
    return _publication(
        "A Neighbourhood Strategy for National Renewal",
        "report",
        date(2023, 10, 25),
        "The group’s report of October 2023, in eight chapters.",
        "This is the group’s report after its [[inquiry-into-levelling-up|inquiry into levelling up]]. It was "
        "published online in chapters. Each chapter has a page here with a short note.",
        former_path="/report/executive-summary",
        date_note="the day it was reported by the Guardian",
        related=_after_session("levelling-up-social-outcomes"),
    )
