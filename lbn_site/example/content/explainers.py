"""The explainers: what the group was, who ran it, how its places are identified, and the Community Wealth Fund.

`explainer_texts` has what they say.
"""

import datetime

from lbn_site.example.markup import rich_text
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.home.models import HomePage

LAST_DAY = datetime.date(2024, 3, 31)


def load() -> None:
    """Make the index and its pages."""
    index = ExplainerIndexPage(
        title="About",
        slug="about",
        show_in_menus=True,
        search_description="What the group was, who ran it, how its neighbourhoods were identified, and the fund it "
        "called for.",
        introduction=rich_text(
            "Four short pages about the group, the people who ran it, the list of neighbourhoods and the fund it "
            "called for."
        ),
    )
    HomePage.objects.get().add_child(instance=index)
    for page in (_the_group(), _who_ran_it(), _identified(), _wealth_fund()):
        index.add_child(instance=page)


def _the_group() -> ExplainerPage:
    return ExplainerPage(
        title="The group and its work",
        slug="the-group",
        search_description="What the group was, what it did and when: its evidence sessions, inquiry, reports and "
        "news.",
        summary="MPs and peers from different parties worked together for people in ‘left behind’ neighbourhoods. "
        "They held evidence sessions and an inquiry, published reports, and called for a Community Wealth Fund.",
    )


def _who_ran_it() -> ExplainerPage:
    return ExplainerPage(
        title="Who ran it",
        slug="who-ran-it",
        search_description="The MPs who chaired the group, its other officers at the launch, and its secretariat.",
        summary="Paul Howell, a Conservative MP, was the chair when the group was launched. Later he and Dame Diana "
        "Johnson, a Labour MP, were co-chairs. The charity Local Trust was the secretariat.",
    )


def _identified() -> ExplainerPage:
    return ExplainerPage(
        title="How neighbourhoods are identified",
        slug="how-neighbourhoods-are-identified",
        search_description="A ward is called ‘left behind’ if it is in the most deprived 10% of wards in England on "
        "two measures at once.",
        summary="Two measures are used. One shows how deprived a ward is. The other shows what its community lacks, "
        "such as places to meet and good connections. A ward in the most deprived 10% on both is called ‘left "
        "behind’.",
        as_at=LAST_DAY,
        since_then=rich_text(
            "The Independent Commission on Neighbourhoods (ICON) was launched in September 2024. Its chair is Hilary "
            "Armstrong. It works with a newer measure and names 613 ‘mission critical’ neighbourhoods, where nearly "
            "1 million people live."
        ),
    )


def _wealth_fund() -> ExplainerPage:
    return ExplainerPage(
        title="The Community Wealth Fund",
        slug="the-community-wealth-fund",
        search_description="The fund that the group called for: what it was for, where the money was to come from, "
        "and what has happened since.",
        summary="The group called for a new fund that would invest in ‘left behind’ neighbourhoods. The money was to "
        "come from dormant assets. The note below says what has happened since then.",
        as_at=LAST_DAY,
        since_then=rich_text(
            """
The fund is no longer a proposal. The government set out its plans on 25 September 2025:

- The fund is £175 million: £87.5 million from dormant assets, matched by £87.5 million from the National Lottery.
- The National Lottery Community Fund runs it.
- It is for areas with 5,000 to 15,000 residents.
- Each area gets between £1 million and £2.5 million over ten years.
"""
        ),
    )
