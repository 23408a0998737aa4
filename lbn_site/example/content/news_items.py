"""The news items after the launch, in short. The days of most are not recorded."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page

from lbn_site.core.dates import Precision
from lbn_site.news.models import NewsKind, NewsPage

DAY, MONTH, UNKNOWN = Precision.DAY, Precision.MONTH, Precision.UNKNOWN

FUND_SINCE = (
    "<p>The Community Wealth Fund is no longer a proposal. The government’s response of 25 September 2025 sets it "
    "at £175 million: £87.5 million from dormant assets, matched by £87.5 million from the National Lottery. The "
    "National Lottery Community Fund runs it, for areas of 5,000 to 15,000 residents.</p>"
)


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
        since: dict[str, Any] = {"since_then": self.since_then} if self.since_then else {}
        return NewsPage(
            title=self.title,
            slug=self.slug,
            kind=self.kind,
            date=self.when,
            date_precision=self.precision,
            date_note=self.note,
            search_description=self.description,
            body=[("text", self.text)],
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
        "The group supports a fund that would reach the communities of ‘left behind’ areas.",
        "<p>A Levelling Up Communities Fund has been proposed for ‘left behind’ areas. The group welcomes the call: "
        "money that communities can use themselves is part of what these places need.</p>",
    ),
    Item(
        "‘Left behind’ areas receive less than half the charitable grants of other deprived places, new research "
        "shows",
        "left-behind-areas-receive-less-than-half-the-charitable-grants-of-other-deprived-places-new-research-shows",
        NewsKind.RESEARCH,
        date(2021, 6, 29),
        DAY,
        "New research compares the charitable grants that reach ‘left behind’ areas and other deprived places.",
        "<p>Not all deprived places are alike when charities give grants. New research shows that ‘left behind’ "
        "areas receive less than half of what other deprived places do.</p>",
        note="the day of the press coverage",
    ),
    Item(
        "Letter to the Culture Secretary, Oliver Dowden",
        "letter-to-the-dcms-secretary-of-state",
        NewsKind.LETTER,
        date(2021, 7, 9),
        DAY,
        "The group writes to the Secretary of State for Digital, Culture, Media and Sport.",
        "<p>The group has written to Oliver Dowden, the Secretary of State for Digital, Culture, Media and Sport. "
        "The text of the letter is not held here.</p>",
        note="the year follows from its place among the others",
    ),
    Item(
        "Blog: targeted investment needed in people and places in ‘left behind’ neighbourhoods",
        "blog-targeted-investment-needed-in-people-and-places-in-left-behind-neighbourhoods",
        NewsKind.BLOG,
        date(2021, 8, 1),
        UNKNOWN,
        "Why investment should be aimed at people and at places, both at once.",
        "<p>This blog argues that ‘left behind’ neighbourhoods need investment that is meant for them: in the people "
        "who live there, and in the places themselves.</p>",
    ),
    Item(
        "The APPG releases a joint statement calling on government to take urgent action to build back better",
        "the-appg-releases-a-joint-statement-calling-on-government-to-take-urgent-action-to-build-back-better",
        NewsKind.JOINT_STATEMENT,
        date(2021, 10, 20),
        UNKNOWN,
        "Before the Budget, the group and others call on the government to act.",
        "<p>Ahead of the Budget of 27 October the group has put its name to a joint statement. It calls on the "
        "government to act urgently, so that the country builds back better after the pandemic.</p>",
        note="before the Budget of 27 October 2021",
    ),
    Item(
        "APPG co-chair to introduce 10-minute rule bill calling for investment in communities",
        "appg-co-chair-to-introduce-10-minute-rule-bill-calling-for-investment-in-communities",
        NewsKind.PRESS_RELEASE,
        date(2021, 12, 1),
        UNKNOWN,
        "One of the co-chairs will bring a bill for investment in communities before the House of Commons.",
        "<p>A co-chair of the group will introduce a bill under the ten-minute rule. It calls for investment in "
        "communities. The rule lets a member make the case for a new law in a short speech.</p>",
        note="before 6 December 2021",
    ),
    Item(
        "Major voices call for collaboration and communities to drive levelling up agenda",
        "major-voices-call-for-collaboration-and-communities-to-drive-levelling-up-agenda",
        NewsKind.ANNOUNCEMENT,
        date(2021, 12, 15),
        UNKNOWN,
        "A report asks for levelling up that is driven by communities and by working together.",
        "<p>A report brings together well-known voices on levelling up. They ask for an agenda that is driven by "
        "communities, and by people and institutions who work together.</p>",
    ),
    Item(
        "Dormant Assets Bill amendment on community wealth funds",
        "dormant-assets-bill-amendment-on-community-wealth-funds",
        NewsKind.PRESS_RELEASE,
        date(2022, 1, 20),
        UNKNOWN,
        "An amendment to the Dormant Assets Bill would open the way for community wealth funds.",
        "<p>Dormant assets are money that owners have lost touch with. An amendment to the Dormant Assets Bill is "
        "about letting such money go to community wealth funds, which the group supports.</p>",
        since_then=FUND_SINCE,
    ),
    Item(
        "Levelling up by devolving down: a ‘least first’ approach",
        "levelling-up-by-devolving-down-a-least-first-approach",
        NewsKind.BLOG,
        date(2022, 2, 1),
        UNKNOWN,
        "A blog on handing down power, beginning with the places that have least.",
        "<p>This blog is about levelling up by handing power down. Its idea of ‘least first’ is to begin with the "
        "places that have the least.</p>",
        note="early 2022, by its text",
    ),
    Item(
        "New inquiry launched into levelling up",
        "new-inquiry-launched-into-levelling-up",
        NewsKind.PRESS_RELEASE,
        date(2022, 4, 1),
        MONTH,
        "The group opens an inquiry into levelling up.",
        "<p>The group has opened an inquiry into levelling up. It asks what the policy means for ‘left behind’ "
        "neighbourhoods. The first of its sessions is about social outcomes.</p>",
        related=("inquiry-into-levelling-up",),
    ),
    Item(
        "Residents in ‘left behind’ neighbourhoods uniquely vulnerable to rising cost of living",
        "residents-in-left-behind-neighbourhoods-uniquely-vulnerable-to-rising-cost-of-living",
        NewsKind.RESEARCH,
        date(2022, 7, 13),
        DAY,
        "Two pieces of research show how rising prices bear on ‘left behind’ neighbourhoods.",
        "<p>Prices are rising, and residents of ‘left behind’ neighbourhoods are uniquely exposed to that. Two "
        "pieces of research by Oxford Consultants for Social Inclusion (OCSI) appear today: one on financial "
        "vulnerability, one on child maintenance and fuel poverty.</p>",
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
        "What the co-chairs answered when the government asked about dormant assets.",
        "<p>The government has asked what dormant assets in England should be used for. The co-chairs have answered "
        "for the group. The text of their response is not held here.</p>",
        since_then=FUND_SINCE,
    ),
    Item(
        "Tackling long-term inequalities in ‘left behind’ neighbourhoods",
        "tackling-long-term-inequalities-in-left-behind-neighbourhoods",
        NewsKind.ARTICLE,
        date(2022, 12, 1),
        UNKNOWN,
        "An article by members of the group on inequalities that last.",
        "<p>In this article members of the group write about inequalities that have lasted for a long time in ‘left "
        "behind’ neighbourhoods, and about tackling them.</p>",
    ),
    Item(
        "Community wealth funds announcement",
        "community-wealth-funds-announcement",
        NewsKind.ANNOUNCEMENT,
        date(2023, 3, 7),
        UNKNOWN,
        "An announcement about community wealth funds.",
        "<p>Community wealth funds have been announced. The group had made the case for them from the beginning of "
        "its work.</p>",
        since_then=FUND_SINCE,
    ),
    Item(
        "Looking back on the inquiry into levelling up",
        "looking-back-on-the-inquiry-into-levelling-up",
        NewsKind.BLOG,
        date(2023, 5, 1),
        UNKNOWN,
        "The inquiry is over: what it heard, in numbers.",
        "<p>The inquiry into levelling up has heard its evidence. There were four sessions, 45 written submissions "
        "and three workshops. This blog looks back on them.</p>",
        related=("inquiry-into-levelling-up",),
    ),
    Item(
        "‘Left behind’ neighbourhoods and the Big Local story",
        "left-behind-neighbourhoods-and-the-big-local-story",
        NewsKind.BLOG,
        date(2023, 7, 1),
        UNKNOWN,
        "What Big Local can tell about ‘left behind’ neighbourhoods.",
        "<p>This blog tells the story of Big Local beside that of ‘left behind’ neighbourhoods. Local Trust, the "
        "group’s secretariat, knows Big Local from its own work.</p>",
    ),
    Item(
        "Update on the Community Wealth Fund",
        "update-on-the-community-wealth-fund",
        NewsKind.ANNOUNCEMENT,
        date(2023, 9, 28),
        UNKNOWN,
        "Where the Community Wealth Fund stood in autumn 2023.",
        "<p>This update says where the Community Wealth Fund stands. A technical consultation on it is open until "
        "19 October.</p>",
        note="after 21 September 2023",
        since_then=FUND_SINCE,
    ),
    Item(
        "Co-chairs’ submission to the technical consultation on a Community Wealth Fund",
        "co-chairs-submission-to-the-technical-consultation-on-a-community-wealth-fund",
        NewsKind.CONSULTATION_RESPONSE,
        date(2023, 10, 19),
        UNKNOWN,
        "What the co-chairs answered to the technical consultation.",
        "<p>The co-chairs have answered the technical consultation on a Community Wealth Fund. The text of their "
        "submission is not held here.</p>",
        note="the consultation closed on 19 October 2023",
        since_then=FUND_SINCE,
    ),
    Item(
        "Levelling up must be reformed if it is to succeed, says new report",
        "levelling-up-must-be-reformed-if-it-is-to-succeed-says-new-report",
        NewsKind.PRESS_RELEASE,
        date(2023, 10, 25),
        DAY,
        "The group publishes ‘A Neighbourhood Strategy for National Renewal’.",
        "<p>Levelling up has to be reformed if it is to succeed. So says the report of the group’s inquiry, ‘A "
        "Neighbourhood Strategy for National Renewal’.</p>",
        note="the day of the press coverage",
        related=("report", "inquiry-into-levelling-up"),
    ),
    Item(
        "Blog: a neighbourhood strategy for national renewal",
        "blog-a-neighbourhood-strategy-for-national-renewal",
        NewsKind.BLOG,
        date(2023, 11, 1),
        UNKNOWN,
        "A week after the report: what a neighbourhood strategy is about.",
        "<p>A week after the launch of ‘A Neighbourhood Strategy for National Renewal’ this blog returns to what the "
        "report is about.</p>",
        note="a week after the report",
        related=("report",),
    ),
)
