"""The publications and the chapters of the last report."""

from datetime import date
from typing import Any

from lbn_site.core.dates import Precision
from lbn_site.evidence.models import EvidenceSessionPage
from lbn_site.home.models import HomePage
from lbn_site.publications.models import ChapterPage, PublicationIndexPage, PublicationPage

from .report_chapters import CHAPTERS


def load() -> None:
    """Make the index, the publications below it, and the report with its chapters."""
    home = HomePage.objects.get()
    index = PublicationIndexPage(
        title="Publications",
        slug="publication",
        show_in_menus=True,
        search_description="The group’s reports and the research that was made for it.",
        introduction="<p>The group’s reports, and the research that was made for it.</p>",
    )
    home.add_child(instance=index)
    for publication in _publications():
        index.add_child(instance=publication)
    report = _report()
    home.add_child(instance=report)
    for title, slug, description, text in CHAPTERS:
        report.add_child(
            instance=ChapterPage(title=title, slug=slug, search_description=description, body=[("text", text)])
        )


def _publication(title: str, slug: str, when: date, description: str, text: str, **fields: Any) -> PublicationPage:
    return PublicationPage(
        title=title, slug=slug, date=when, search_description=description, body=[("text", text)], **fields
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
            "What the first months of COVID-19 meant for ‘left behind’ neighbourhoods, in data.",
            "<p>This collection of data was made for the group’s first session. It asks how exposed ‘left behind’ "
            "neighbourhoods were to the virus, and how far its consequences threatened to set them back.</p>",
            date_precision=Precision.MONTH,
            written_with="Oxford Consultants for Social Inclusion",
            related=_after_session(
                "what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods"
            ),
        ),
        _publication(
            "Communities of trust: why we must invest in the social infrastructure of ‘left behind’ neighbourhoods",
            "communities-of-trust-why-we-must-invest-in-the-infrastructure-of-left-behind-neighbourhoods",
            date(2020, 12, 2),
            "The case for investing in places to meet, groups and trust.",
            "<p>This report came out of the group’s second session, held on 22 September 2020. It is about social "
            "infrastructure: the places and groups in which people of a neighbourhood meet, and the trust that "
            "comes from it. It makes the case for investing in them where they are missing.</p>",
            related=_after_session("session-2-social-infrastructure-and-social-capital"),
        ),
        _publication(
            "Connecting communities: improving transport to get ‘left behind’ neighbourhoods back on track",
            "connecting-communities-improving-transport-to-get-left-behind-neighbourhoods-back-on-track",
            date(2021, 3, 1),
            "What better transport would do for ‘left behind’ neighbourhoods.",
            "<p>This report followed the session on buses, broadband and Beeching in January 2021. It is about "
            "transport, and how it could bring ‘left behind’ neighbourhoods back on track.</p>",
            date_precision=Precision.MONTH,
            related=_after_session("buses-broadband-and-beeching"),
        ),
        _publication(
            "Levelling up through climate action: a once in a lifetime opportunity to make sure no neighbourhood is "
            "‘left behind’",
            "levelling-up-through-climate-action-a-once-in-a-lifetime-opportunity-to-make-sure-no-neighbourhood-is"
            "-left-behind",
            date(2021, 11, 15),
            "How action on the climate could also help ‘left behind’ neighbourhoods.",
            "<p>This report looks at levelling up and climate action together. It calls the moment a once in a "
            "lifetime opportunity: what is done for the climate can be done so that no neighbourhood is left "
            "behind.</p>",
        ),
        _publication(
            "Overcoming health inequalities in ‘left behind’ neighbourhoods",
            "overcoming-health-inequalities-in-left-behind-neighbourhoods",
            date(2022, 1, 13),
            "The group’s report on health, with the Northern Health Science Alliance.",
            "<p>The group and the Northern Health Science Alliance wrote this report together. It is about "
            "differences in health between ‘left behind’ neighbourhoods and other places, and about how they can be "
            "overcome.</p>",
            written_with="the Northern Health Science Alliance",
        ),
        _publication(
            "Financial vulnerability in ‘left behind’ neighbourhoods",
            "financial-vulnerability-in-left-behind-neighbourhoods",
            date(2022, 7, 13),
            "Research on household money, published with the group’s news on the rising cost of living.",
            "<p>This research by Oxford Consultants for Social Inclusion (OCSI) appeared in July 2022, when prices "
            "were rising quickly. It is about how well households in ‘left behind’ neighbourhoods could bear "
            "that.</p>",
            written_with="Oxford Consultants for Social Inclusion",
        ),
        _publication(
            "Child maintenance and fuel poverty in ‘left behind’ neighbourhoods",
            "child-maintenance-and-fuel-poverty-in-left-behind-neighbourhoods",
            date(2022, 7, 13),
            "Research on child maintenance and on the cost of keeping warm.",
            "<p>This research by Oxford Consultants for Social Inclusion (OCSI) appeared on the same day as the one "
            "on financial vulnerability. It is about two pressures on families in ‘left behind’ neighbourhoods: "
            "child maintenance, and the cost of energy.</p>",
            written_with="Oxford Consultants for Social Inclusion",
        ),
        _publication(
            "Policy short: levelling up local outcomes",
            "policy-short-levelling-up-local-outcomes",
            date(2022, 8, 1),
            "A short paper on levelling up and what it should achieve locally.",
            "<p>This short paper is about levelling up and the outcomes that count locally.</p>",
            date_precision=Precision.UNKNOWN,
        ),
    ]


def _report() -> PublicationPage:
    inquiry_session = _after_session("levelling-up-social-outcomes")
    return _publication(
        "A Neighbourhood Strategy for National Renewal",
        "report",
        date(2023, 10, 25),
        "The group’s last report: what the inquiry into levelling up found, and what should follow.",
        "<p>This is the report of the group’s inquiry into levelling up. It sets out how the group understood ‘left "
        "behind’ neighbourhoods, what it wished for them, and what it recommended.</p><p>It was made as a web report "
        "in chapters. They keep their places here, with a short note on what each held.</p>",
        date_note="the day of the press coverage",
        related=inquiry_session,
    )
