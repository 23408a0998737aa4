"""The news items after the launch, in short. The days of most are not recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page

from lbn_site.core.dates import Precision
from lbn_site.example.markup import rich_text
from lbn_site.news.models import NewsKind, NewsPage

DAY, MONTH, UNKNOWN = Precision.DAY, Precision.MONTH, Precision.UNKNOWN

FUND_SINCE = """
The Community Wealth Fund is no longer a proposal. The government set out its plans on 25 September 2025. The fund is
£175 million: £87.5 million from dormant assets, matched by £87.5 million from the National Lottery. The National
Lottery Community Fund runs it, for areas of 5,000 to 15,000 residents.
"""
NOT_HELD = "This is a short note. The original {what} is not held here."


@dataclass(frozen=True)
class Item:
    """A news item: `when` with how much of it is known, its description, its text, and what came of it since."""

    title: str
    slug: str
    kind: NewsKind
    when: date
    precision: Precision
    description: str
    text: str
    note: str = ""
    since_then: str = ""
    related: tuple[str, ...] = ()

    def page(self) -> NewsPage:
        """The item as a page to put below the index."""
        since: dict[str, Any] = {"since_then": rich_text(self.since_then)} if self.since_then else {}
        what = "text" if self.kind == NewsKind.RESEARCH else self.kind.label.lower()
        return NewsPage(
            title=self.title,
            slug=self.slug,
            kind=self.kind,
            date=self.when,
            date_precision=self.precision,
            date_note=self.note,
            search_description=self.description,
            body=[("text", rich_text(f"{self.text}\n\n{NOT_HELD.format(what=what)}"))],
            related=[("page", page) for page in Page.objects.filter(slug__in=self.related)],
            **since,
        )


ITEMS = (
    Item(
        "Cross-party group welcomes call for a Levelling Up Communities Fund for ‘left behind’ areas",
        "cross-party-group-welcomes-call-for-a-levelling-up-communities-fund-for-left-behind-areas",
        NewsKind.PRESS_RELEASE,
        date(2020, 9, 25),
        UNKNOWN,
        "The group welcomes a call for a fund for ‘left behind’ areas.",
        "There has been a call for a Levelling Up Communities Fund for ‘left behind’ areas. The group welcomes it.",
    ),
    Item(
        "‘Left behind’ areas receive less than half the charitable grants of other deprived places, new research "
        "shows",
        "left-behind-areas-receive-less-than-half-the-charitable-grants-of-other-deprived-places-new-research-shows",
        NewsKind.RESEARCH,
        date(2021, 6, 29),
        DAY,
        "New research compares charitable grants to ‘left behind’ areas with those to other deprived places.",
        "New research compares the charitable grants that deprived places get. ‘Left behind’ areas receive less than "
        "half as much as the others.",
        note="the day it was reported by Civil Society",
    ),
    Item(
        "Letter to the DCMS Secretary of State (Oliver Dowden)",
        "letter-to-the-dcms-secretary-of-state",
        NewsKind.LETTER,
        date(2021, 7, 9),
        DAY,
        "A letter to the Secretary of State for Digital, Culture, Media and Sport.",
        "The group has written to Oliver Dowden, Secretary of State at the Department for Digital, Culture, Media "
        "and Sport (DCMS).",
        note="the letter says 9 July; the year is inferred",
    ),
    Item(
        "Blog: targeted investment needed in people and places in ‘left behind’ neighbourhoods",
        "blog-targeted-investment-needed-in-people-and-places-in-left-behind-neighbourhoods",
        NewsKind.BLOG,
        date(2021, 8, 1),
        UNKNOWN,
        "A blog about investment in people and places.",
        "This blog says that ‘left behind’ neighbourhoods need targeted investment, both in people and in places.",
    ),
    Item(
        "The APPG releases a joint statement calling on government to take urgent action to build back better",
        "the-appg-releases-a-joint-statement-calling-on-government-to-take-urgent-action-to-build-back-better",
        NewsKind.JOINT_STATEMENT,
        date(2021, 10, 20),
        UNKNOWN,
        "A joint statement before the Budget of October 2021.",
        "The group has released a joint statement before the Budget on 27 October. It calls on the government to act "
        "urgently to build back better.",
        note="before the Budget of 27 October 2021",
    ),
    Item(
        "APPG co-chair to introduce 10-minute rule bill calling for investment in communities",
        "appg-co-chair-to-introduce-10-minute-rule-bill-calling-for-investment-in-communities",
        NewsKind.PRESS_RELEASE,
        date(2021, 12, 1),
        UNKNOWN,
        "A co-chair is to introduce a ten-minute rule bill on investment in communities.",
        "A co-chair of the group is to introduce a ten-minute rule bill. The bill calls for investment in "
        "communities. Under the ten-minute rule an MP makes the case for a new law in a short speech.",
        note="before 6 December 2021",
    ),
    Item(
        "Major voices call for collaboration and communities to drive levelling up agenda",
        "major-voices-call-for-collaboration-and-communities-to-drive-levelling-up-agenda",
        NewsKind.ANNOUNCEMENT,
        date(2021, 12, 15),
        UNKNOWN,
        "News of a report on who should drive levelling up.",
        "This item is about a report on levelling up. In it, major voices say that communities and collaboration "
        "should drive the agenda.",
    ),
    Item(
        "Dormant Assets Bill amendment on community wealth funds",
        "dormant-assets-bill-amendment-on-community-wealth-funds",
        NewsKind.PRESS_RELEASE,
        date(2022, 1, 20),
        UNKNOWN,
        "News of an amendment to the Dormant Assets Bill.",
        "This item is about an amendment to the Dormant Assets Bill. The amendment is on community wealth funds. "
        "Read more about [[the-community-wealth-fund|the Community Wealth Fund]].",
        since_then=FUND_SINCE,
    ),
    Item(
        "Levelling up by devolving down: a ‘least first’ approach",
        "levelling-up-by-devolving-down-a-least-first-approach",
        NewsKind.BLOG,
        date(2022, 2, 1),
        UNKNOWN,
        "A blog about levelling up and devolution.",
        "This blog is about levelling up by devolving down. It sets out a ‘least first’ approach.",
        note="early 2022, from its text",
    ),
    Item(
        "New inquiry launched into levelling up",
        "new-inquiry-launched-into-levelling-up",
        NewsKind.PRESS_RELEASE,
        date(2022, 4, 1),
        MONTH,
        "The group launches an inquiry into levelling up.",
        "The group has launched an [[inquiry-into-levelling-up|inquiry into levelling up]]. The first session is "
        "about [[levelling-up-social-outcomes|social outcomes]].",
        related=("inquiry-into-levelling-up",),
    ),
    Item(
        "Residents in ‘left behind’ neighbourhoods uniquely vulnerable to rising cost of living",
        "residents-in-left-behind-neighbourhoods-uniquely-vulnerable-to-rising-cost-of-living",
        NewsKind.RESEARCH,
        date(2022, 7, 13),
        DAY,
        "Two pieces of research on what the rising cost of living means for ‘left behind’ neighbourhoods.",
        "The cost of living is rising, and people in ‘left behind’ neighbourhoods are uniquely vulnerable to it. Two "
        "pieces of research by Oxford Consultants for Social Inclusion (OCSI) are published today. One is about "
        "[[financial-vulnerability-in-left-behind-neighbourhoods|financial vulnerability]]. The other is about "
        "[[child-maintenance-and-fuel-poverty-in-left-behind-neighbourhoods|child maintenance and fuel poverty]].",
        related=(
            "financial-vulnerability-in-left-behind-neighbourhoods",
            "child-maintenance-and-fuel-poverty-in-left-behind-neighbourhoods",
        ),
    ),
    Item(
        "Co-chairs’ response to the dormant assets consultation",
        "co-chairs-response-to-the-dormant-assets-consultation",
        NewsKind.CONSULTATION_RESPONSE,
        date(2022, 10, 1),
        UNKNOWN,
        "The co-chairs respond to the consultation on dormant assets.",
        "The co-chairs have responded to the consultation on dormant assets. Read more about "
        "[[the-community-wealth-fund|dormant assets and the Community Wealth Fund]].",
        since_then=FUND_SINCE,
    ),
    Item(
        "Tackling long-term inequalities in ‘left behind’ neighbourhoods",
        "tackling-long-term-inequalities-in-left-behind-neighbourhoods",
        NewsKind.ARTICLE,
        date(2022, 12, 1),
        UNKNOWN,
        "An article by members of the group about long-term inequalities.",
        "In this article, members of the group write about tackling long-term inequalities.",
    ),
    Item(
        "Community wealth funds announcement",
        "community-wealth-funds-announcement",
        NewsKind.ANNOUNCEMENT,
        date(2023, 3, 7),
        UNKNOWN,
        "An announcement about community wealth funds.",
        "This item is about an announcement on community wealth funds. Read more about "
        "[[the-community-wealth-fund|the Community Wealth Fund]].",
        since_then=FUND_SINCE,
    ),
    Item(
        "Looking back on the inquiry into levelling up",
        "looking-back-on-the-inquiry-into-levelling-up",
        NewsKind.BLOG,
        date(2023, 5, 1),
        UNKNOWN,
        "A blog that looks back on the inquiry into levelling up.",
        "This blog looks back on the [[inquiry-into-levelling-up|inquiry into levelling up]]. It counts 45 "
        "submissions and three workshops.",
        related=("inquiry-into-levelling-up",),
    ),
    Item(
        "‘Left behind’ neighbourhoods and the Big Local story",
        "left-behind-neighbourhoods-and-the-big-local-story",
        NewsKind.BLOG,
        date(2023, 7, 1),
        UNKNOWN,
        "A blog about ‘left behind’ neighbourhoods and Big Local.",
        "This blog is about ‘left behind’ neighbourhoods and the story of Big Local.",
    ),
    Item(
        "Update on the Community Wealth Fund",
        "update-on-the-community-wealth-fund",
        NewsKind.ANNOUNCEMENT,
        date(2023, 9, 28),
        UNKNOWN,
        "An update from autumn 2023.",
        "This item is an update on [[the-community-wealth-fund|the Community Wealth Fund]].",
        note="after 21 September 2023",
        since_then=FUND_SINCE,
    ),
    Item(
        "Co-chairs’ submission to the technical consultation on a Community Wealth Fund",
        "co-chairs-submission-to-the-technical-consultation-on-a-community-wealth-fund",
        NewsKind.CONSULTATION_RESPONSE,
        date(2023, 10, 19),
        UNKNOWN,
        "The co-chairs respond to the technical consultation on the fund.",
        "The co-chairs have responded to the technical consultation on a "
        "[[the-community-wealth-fund|Community Wealth Fund]].",
        note="the consultation closed on 19 October 2023",
        since_then=FUND_SINCE,
    ),
    Item(
        "Levelling up must be reformed if it is to succeed, says new report",
        "levelling-up-must-be-reformed-if-it-is-to-succeed-says-new-report",
        NewsKind.PRESS_RELEASE,
        date(2023, 10, 25),
        DAY,
        "The group’s report ‘A Neighbourhood Strategy for National Renewal’ calls for reform.",
        "Levelling up needs reform to be a success. That is what the group says in its new report, "
        "[[report|A Neighbourhood Strategy for National Renewal]].",
        note="the day it was reported by the Guardian",
        related=("report", "inquiry-into-levelling-up"),
    ),
    Item(
        "Blog: a neighbourhood strategy for national renewal",
        "blog-a-neighbourhood-strategy-for-national-renewal",
        NewsKind.BLOG,
        date(2023, 11, 1),
        UNKNOWN,
        "A blog about the group’s report, a week after its launch.",
        "A week after the launch of [[report|A Neighbourhood Strategy for National Renewal]], this blog is about the "
        "report.",
        note="a week after the report was launched",
        related=("report",),
    ),
)
