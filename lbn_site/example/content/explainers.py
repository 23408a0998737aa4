"""The explainers: what the group was, who ran it, how its places are identified, and the Community Wealth Fund."""

import datetime

from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.home.models import HomePage

COUNT = '<embed embedtype="live-figure" key="neighbourhoods"/>'
PEOPLE = '<embed embedtype="live-figure" key="people"/>'
ACTIVE_FROM = '<embed embedtype="live-figure" key="active-from"/>'
ACTIVE_TO = '<embed embedtype="live-figure" key="active-to"/>'
LAST_DAY = datetime.date(2024, 3, 31)


def load() -> None:
    """Make the index and its pages."""
    index = ExplainerIndexPage(
        title="About",
        slug="about",
        show_in_menus=True,
        search_description="What the group was, who ran it, how its neighbourhoods were found, and the fund that it "
        "called for.",
        introduction="<p>Four short pages that explain the group, the places it worked for and the idea it stood "
        "for.</p>",
    )
    HomePage.objects.get().add_child(instance=index)
    index.save_revision().publish()
    for page in (_the_group(), _who_ran_it(), _identified(), _wealth_fund()):
        index.add_child(instance=page)
        page.save_revision().publish()


def _the_group() -> ExplainerPage:
    return ExplainerPage(
        title="The group and its work",
        slug="the-group",
        search_description="A cross-party group of MPs and peers that listened to ‘left behind’ neighbourhoods and "
        "argued for them in Parliament.",
        summary="This was a group of MPs and peers from several parties. Over nearly four years it listened to "
        "people "
        "from neighbourhoods that had been overlooked, gathered evidence about them, and asked the government "
        "to act.",
        body=[
            (
                "text",
                "<h2>What kind of group it was</h2>"
                "<p>An all-party parliamentary group brings together members of both Houses of Parliament who care "
                "about the same subject, whatever their party. Such groups have no official power. They can listen, "
                "publish what they learn, and press ministers to do something about it.</p>"
                f"<p>This one was about the {COUNT} ‘left behind’ neighbourhoods of England, home to {PEOPLE} "
                "people. It "
                "wanted life there to get better, and it held that the best ideas start in the neighbourhood "
                "itself.</p>"
                "<h2>What it did</h2>"
                "<ul>"
                "<li>It held evidence sessions: on the early effects of COVID-19, on places to meet and the "
                "trust that "
                "grows in them, on work and skills, on buses, broadband and railways, on the quality of "
                "everyday life, "
                "and more. People who run local projects spoke beside researchers.</li>"
                "<li>It published reports, some with new research, about health, transport, trust, money and "
                "climate.</li>"
                "<li>It held an inquiry into levelling up, in four parts: social outcomes, economic outcomes, "
                "communities, and investment. It heard from 21 expert witnesses and held roundtables.</li>"
                "<li>It argued for a Community Wealth Fund, in consultations and when Parliament debated "
                "dormant assets.</li>"
                "</ul>",
            ),
            (
                "timeline",
                {
                    "heading": "The story in dates",
                    "events": [
                        {"when": "June 2020", "text": "<p>The group begins its work.</p>"},
                        {
                            "when": "14 July 2020",
                            "text": "<p>It is launched, with a first report about COVID-19.</p>",
                        },
                        {
                            "when": "December 2020",
                            "text": "<p><i>Communities of trust</i> makes the case for places to meet.</p>",
                        },
                        {
                            "when": "January 2021",
                            "text": "<p>A session on ‘Buses, broadband and Beeching’, and in March a report on "
                            "transport.</p>",
                        },
                        {
                            "when": "January 2022",
                            "text": "<p>A report on health, with the Northern Health Science Alliance.</p>",
                        },
                        {"when": "April 2022", "text": "<p>The inquiry into levelling up begins.</p>"},
                        {
                            "when": "October 2023",
                            "text": "<p>The report <i>A Neighbourhood Strategy for National Renewal</i> appears.</p>",
                        },
                        {"when": "March 2024", "text": "<p>The group ends. This website stays as its record.</p>"},
                    ],
                },
            ),
            (
                "text",
                "<h2>What is left of it</h2>"
                f"<p>The group was active between {ACTIVE_FROM} and {ACTIVE_TO}. What it heard and wrote is "
                "kept here as "
                "it was said at the time. Where something important has changed since, a note says so.</p>",
            ),
        ],
    )


def _who_ran_it() -> ExplainerPage:
    return ExplainerPage(
        title="Who ran it",
        slug="who-ran-it",
        search_description="The MPs who led the group, and Local Trust, the charity that was its secretariat.",
        summary="MPs from the Conservative and Labour parties led the group together. Local Trust, a charity, "
        "did the "
        "secretariat's work. The group was informal: it was no committee of Parliament and did not speak for it.",
        body=[
            (
                "text",
                "<h2>At the launch</h2>"
                "<p>Paul Howell, then Conservative MP for Sedgefield, was the first chair. Around him stood officers "
                "from both sides of the House of Commons.</p>",
            ),
            (
                "table",
                {
                    "caption": "Officers of the group at its launch, July 2020",
                    "columns": [{"type": "text", "heading": "Name"}, {"type": "text", "heading": "Role"}],
                    "rows": [
                        {"values": ["Paul Howell MP", "Chair"]},
                        {"values": ["Nicola Richards MP", "Vice-chair"]},
                        {"values": ["Dame Diana Johnson DBE MP", "Vice-chair"]},
                        {"values": ["Sharon Hodgson MP", "Officer"]},
                        {"values": ["Jack Brereton MP", "Officer"]},
                        {"values": ["Ian Levy MP", "Officer"]},
                    ],
                },
            ),
            (
                "text",
                "<h2>The co-chairs</h2>"
                "<p>Later, Paul Howell (Conservative) and Dame Diana Johnson (Labour) led the group as "
                "co-chairs. They "
                "answered consultations in its name and wrote the foreword to its report <i>A Neighbourhood "
                "Strategy for National Renewal</i>.</p>"
                "<h2>The secretariat</h2>"
                "<p>Local Trust (registered charity 1147511, company 07833396) was the group’s secretariat. It "
                "knew such "
                "neighbourhoods well from the Big Local programme, and had found the opposite there of what "
                "‘left behind’ "
                "may suggest: people with skill and commitment, and places with a rich history.</p>"
                "<h2>What it was not</h2>"
                "<p>The group was not a select committee, and it did not speak for Parliament or for the government. "
                "All-party parliamentary groups are informal: members of both Houses join because a subject matters "
                "to them.</p>",
            ),
        ],
    )


def _identified() -> ExplainerPage:
    return ExplainerPage(
        title="How neighbourhoods are identified",
        slug="how-neighbourhoods-are-identified",
        search_description="Two measures are laid side by side: deprivation, and what a community lacks. A ward "
        "in the "
        "worst tenth of both is ‘left behind’.",
        summary="Researchers looked at every ward in England with two measures. One shows hardship, the other what a "
        "community lacks: places to meet, connections and people taking part. A ward among the worst tenth on "
        "both is "
        "called ‘left behind’.",
        body=[
            (
                "steps",
                {
                    "heading": "Two measures, one list",
                    "steps": [
                        {
                            "title": "Measure hardship",
                            "text": "<p>The Index of Multiple Deprivation, published by the government, ranks "
                            "areas by "
                            "their social and economic deprivation.</p>",
                        },
                        {
                            "title": "Measure what is missing",
                            "text": "<p>The Community Needs Index, made by Oxford Consultants for Social "
                            "Inclusion (OCSI) and Local Trust, asks what a community has to build on.</p>",
                        },
                        {
                            "title": "Keep the wards that are in the worst tenth of both",
                            "text": f"<p>That gives {COUNT} wards, in which {PEOPLE} people live.</p>",
                        },
                    ],
                },
            ),
            (
                "text",
                "<h2>What the Community Needs Index looks at</h2>"
                "<p>It has three parts. Each gives a score from 0 to 100, and the three are added.</p>"
                "<ul>"
                "<li><b>Civic assets</b>: are there places to gather, indoors and out?</li>"
                "<li><b>Connectedness</b>: can people get to work, shops and services, by road, by rail and "
                "online?</li>"
                "<li><b>An active and engaged community</b>: do people take part, and are there groups to join?</li>"
                "</ul>",
            ),
            (
                "table",
                {
                    "caption": "The list of 2020 by region",
                    "columns": [{"type": "text", "heading": "Region"}, {"type": "number", "heading": "Wards"}],
                    "rows": [
                        {"values": ["North East", "56"]},
                        {"values": ["North West", "54"]},
                        {"values": ["West Midlands", "31"]},
                        {"values": ["Yorkshire and The Humber", "28"]},
                        {"values": ["East of England", "18"]},
                        {"values": ["East Midlands", "17"]},
                        {"values": ["South East", "16"]},
                        {"values": ["South West", "3"]},
                        {"values": ["London", "2"]},
                    ],
                },
            ),
            (
                "text",
                "<h2>Two editions of the list</h2>"
                "<p>The first list, of September 2019, had 206 wards. A year later it was made again with the newer "
                "deprivation figures of 2019: 201 wards stayed, 5 left and 24 joined. That second list is the "
                "one the "
                "group worked with.</p>"
                "<h2>What the list does not say</h2>"
                "<p>It does not say that people there lack skill or will, and being on it is no promise of "
                "money. A ward "
                "just outside the list may be much like one just inside. Wards are also redrawn from time to "
                "time: these "
                "are the wards of December 2017, and many have since changed their borders or their names.</p>",
            ),
        ],
        as_at=LAST_DAY,
        since_then="<p>The Independent Commission on Neighbourhoods, launched in September 2024 and chaired by "
        "Hilary "
        "Armstrong, works with a newer measure. It names 613 ‘mission critical’ neighbourhoods with nearly 1 million "
        "residents. That is a different list, made in a different way.</p>",
    )


def _wealth_fund() -> ExplainerPage:
    return ExplainerPage(
        title="The Community Wealth Fund",
        slug="the-community-wealth-fund",
        search_description="The fund the group called for: money that nobody claims, spent over many years in the "
        "neighbourhoods that need it most.",
        summary="The group called for a lasting fund for the neighbourhoods that have least to build on. The "
        "money would "
        "come from shares, bonds and insurance policies whose owners cannot be found. The government has since "
        "taken the "
        "idea up, in its own way.",
        body=[
            (
                "text",
                "<h2>The idea</h2>"
                "<p>Money lies untouched in accounts whose owners cannot be found. The law calls it dormant assets. "
                "Owners can always claim it back; what nobody claims can do some good. When the law was widened from "
                "bank accounts to shares, bonds and insurance policies, more such money was to be released.</p>"
                "<p>The Community Wealth Fund was a proposal to put a good part of it into one lasting fund, and to "
                f"spend that in the {COUNT} neighbourhoods that had the least.</p>"
                "<h2>What it was for</h2>"
                "<p>In most places people take it for granted that there is somewhere to meet, a way to get "
                "about and "
                "something to join in. A community needs all this to do well in the long run. The fund was to "
                "make it "
                "possible where it is missing.</p>"
                "<h2>Why a fund of its own</h2>"
                "<p>Research published in 2021 found that ‘left behind’ areas received less than half of the "
                "charitable "
                "grants that other deprived places did. Money that is open to all does not reach everybody.</p>"
                "<h2>Who stood behind it</h2>"
                "<p>The group backed the idea together with the Community Wealth Fund Alliance, in which "
                "public, private "
                "and voluntary organisations had joined forces. Members argued for it when the Dormant Assets "
                "Bill was "
                "before Parliament, and the co-chairs answered two consultations about it.</p>",
            ),
        ],
        as_at=LAST_DAY,
        since_then="<p>The Community Wealth Fund is no longer only a proposal. On 25 September 2025 the government "
        "answered its consultation: £175 million, of which £87.5 million comes from dormant assets and £87.5 million "
        "from the National Lottery. The National Lottery Community Fund runs it. It is meant for areas with 5,000 to "
        "15,000 residents, and gives each between £1 million and £2.5 million over ten years. Being on the list "
        "on this "
        "website does not by itself bring money from it.</p>",
    )
