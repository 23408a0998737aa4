"""The questions and their answers, in the notation of `example.markup`."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """Where an answer can be checked."""

    title: str
    publisher: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True)
class Question:
    """A question, its short answer, and the answer in full."""

    title: str
    slug: str
    topic: str
    short: str
    answer: str
    as_at: datetime.date
    since_then: str = ""
    sources: list[Source] = field(default_factory=list)


END_OF_GROUP = datetime.date(2024, 3, 31)
FUND_RESPONSE = datetime.date(2025, 9, 25)

MEANING = "What ‘left behind’ means"
LIST = "The list of neighbourhoods"
GROUP = "The group"
FUND = "The Community Wealth Fund"
TOPICS = (MEANING, LIST, GROUP, FUND)

LIST_SOURCE = Source("List of ‘left behind’ neighbourhoods and Community Needs Index", "OCSI and Local Trust")
DEPRIVATION_SOURCE = Source(
    "English indices of deprivation 2019", "Ministry of Housing, Communities and Local Government"
)
FUND_SOURCE = Source("Government response on the Community Wealth Fund", date=FUND_RESPONSE)

QUESTIONS = [
    Question(
        title="What is a ‘left behind’ neighbourhood?",
        slug="what-is-a-left-behind-neighbourhood",
        topic=MEANING,
        short="A place where people face hardship and, on top of it, have few places to meet, poor connections "
        "and little going on to bring them together.",
        answer="""
Many places are short of money and good jobs. In some of them a second kind of need comes on top:

- few spaces and places where people can meet
- poor connections, both by transport and online
- a community life in which few people are able to take part.

It is the two together that the group called ‘left behind’. This was found to be so in {neighbourhoods}
neighbourhoods of England. Read [[how-are-left-behind-neighbourhoods-identified|how they were identified]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Why do we use the term ‘left behind’?",
        slug="why-do-we-use-the-term-left-behind",
        topic=MEANING,
        short="It speaks of investment that passed a place by. It is no judgement of the people who live there.",
        answer="""
The words can sting, so the group set them in quotation marks. They do not say that people in these places lack
skill or commitment, or that the places have no heritage to be proud of. The Big Local programme has shown that
the opposite is usually true.

What these places have gone without is a fair share of investment. So they miss services and meeting places that
others take for granted, and with them much of what brings neighbours together. That is the sense in which they
were ‘left behind’.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="How are ‘left behind’ neighbourhoods identified?",
        slug="how-are-left-behind-neighbourhoods-identified",
        topic=LIST,
        short="By two measures of need. A neighbourhood is on the list if it is among the most deprived 10% in "
        "England on both.",
        answer="""
The first measure is the Index of Multiple Deprivation, which ranks places by social and economic hardship. The
second is the Community Needs Index. It looks at three things:

- whether there are spaces and places to meet
- how well people are connected, by transport and online
- how active and engaged the community is.

A neighbourhood here means a council ward. The wards among the most deprived 10% on both measures make up the
list: {neighbourhoods} in all.
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE, DEPRIVATION_SOURCE],
    ),
    Question(
        title="How many people live in these neighbourhoods, and where are they?",
        slug="how-many-people-live-in-these-neighbourhoods",
        topic=LIST,
        short="About {people} people, in {neighbourhoods} neighbourhoods. More than half of the places are in the"
        " north of England.",
        answer="""
On the list of 2020, the North East has 56 of the neighbourhoods and the North West 54. The West Midlands have
31, Yorkshire and The Humber 28, the East of England 18, the East Midlands 17, the South East 16, the South West
3 and London 2.

The council area with the most is County Durham, with 16. All of them stand in the [[/neighbourhoods/|list of
neighbourhoods]].
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE],
    ),
    Question(
        title="How can I find out whether my neighbourhood is on the list?",
        slug="is-my-neighbourhood-on-the-list",
        topic=LIST,
        short="Look it up in our list of neighbourhoods, by name, council or region.",
        answer="""
The [[/neighbourhoods/|list of neighbourhoods]] names every place with its council and region. Look for the name
of your ward, which may not be the name that you use for your neighbourhood, and check the council beside it:
some names stand on the list more than once.

The list keeps the wards and councils of December 2017. Some wards have since been redrawn, and some of those
councils no longer exist. So your ward of today may have another name or shape than the one on the list.
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE],
    ),
    Question(
        title="Why do some reports speak of 206 neighbourhoods?",
        slug="why-do-some-reports-speak-of-206-neighbourhoods",
        topic=LIST,
        short="There were two lists. The first, of September 2019, had 206 places. The list of 2020 has "
        "{neighbourhoods}.",
        answer="""
The first list used the Index of Multiple Deprivation of 2015. When the index of 2019 came out, the list was
made again, in the same way. 201 neighbourhoods are on both lists, 5 left and 24 joined. The group worked with
the newer list.
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE, DEPRIVATION_SOURCE],
    ),
    Question(
        title="Does being on the list give a right to funding?",
        slug="does-being-on-the-list-give-a-right-to-funding",
        topic=LIST,
        short="No. The list describes places. It does not say who may apply for money, or who will get it.",
        answer="""
If you are looking for support for your community, ask the funder which places it works with: each has rules of
its own. About one of them you can read under [[what-became-of-the-community-wealth-fund|what became of the
Community Wealth Fund]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is the list still used?",
        slug="is-the-list-still-used",
        topic=LIST,
        short="It is the list that the group worked with until it ended. We keep it as a record and do not bring "
        "it up to date.",
        answer="""
The measures behind the list are from 2019, and places change. So use it to understand the group’s work and to
compare, and look for newer figures when you plan for today.
""",
        as_at=END_OF_GROUP,
        since_then="""
The Independent Commission on Neighbourhoods, launched in September 2024 and chaired by Hilary Armstrong, works
with a newer measure. It names 613 ‘mission critical’ neighbourhoods, where nearly 1 million people live.
""",
    ),
    Question(
        title="What is the APPG for ‘left behind’ neighbourhoods?",
        slug="what-is-the-appg-for-left-behind-neighbourhoods",
        topic=GROUP,
        short="It was a group of MPs and Peers from different parties who worked to make life better for people "
        "in ‘left behind’ neighbourhoods.",
        answer="""
APPG stands for all-party parliamentary group: members of the House of Commons and the House of Lords who share
an interest. This one argued for ideas and policies at the level of the neighbourhood, so that communities there
could grow stronger and better able to weather hard times.

It heard [[evidence|evidence]] from residents and experts, held an inquiry into levelling up, and published what
it learned.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is the group still active?",
        slug="is-the-group-still-active",
        topic=GROUP,
        short="No. It was active between {active-from} and {active-to}.",
        answer="""
This website stays up as the record of its work. Its pages are no longer rewritten. Where something important
has changed, a note headed ‘Since then’ says so.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Who were its members, and who ran it?",
        slug="who-were-the-members-and-who-ran-it",
        topic=GROUP,
        short="Its officers were MPs of different parties, and the charity Local Trust was its secretariat.",
        answer="""
When the group was launched on 14 July 2020, Paul Howell was its chair. Nicola Richards and Dame Diana Johnson
were vice-chairs, and Sharon Hodgson, Jack Brereton and Ian Levy were officers. Later Paul Howell, a
Conservative, and Dame Diana Johnson, of the Labour Party, led it together as co-chairs.

Local Trust (registered charity 1147511) did the work of the secretariat. You can read
[[new-appg-launched-to-explore-left-behind-neighbourhoods|the news of the launch]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is this an official website of Parliament?",
        slug="is-this-an-official-website-of-parliament",
        topic=GROUP,
        short="No. Neither the House of Commons nor the House of Lords has approved it.",
        answer="""
All-party parliamentary groups are informal. Their members sit in Parliament, but the groups are not committees
of it, and what they publish speaks for themselves alone.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="What is the Community Wealth Fund and how does it relate to the APPG?",
        slug="what-is-the-community-wealth-fund-and-how-does-it-relate-to-the-appg",
        topic=FUND,
        short="The group called for it: a lasting fund, paid for from dormant assets, for the places that need it"
        " most.",
        answer="""
Dormant assets are shares, bonds, insurance policies and other holdings that nobody has claimed for a long time.
The group called for the next release of them to be put into a lasting fund, an endowment, for the
{neighbourhoods} ‘left behind’ neighbourhoods.

The money was to bring those places what others take for granted and what a community needs to do well over the
years: places to meet, good connections, and people who bring others together.

The group did not stand alone. The Community Wealth Fund Alliance, made up of public, private and voluntary
organisations, called for the same.
""",
        as_at=END_OF_GROUP,
        since_then="""
The fund is no longer a proposal. Read [[what-became-of-the-community-wealth-fund|what became of it]].
""",
    ),
    Question(
        title="What became of the Community Wealth Fund?",
        slug="what-became-of-the-community-wealth-fund",
        topic=FUND,
        short="It is to be a fund of £175 million, run by The National Lottery Community Fund.",
        answer="""
The government set it out in its response of 25 September 2025:

- £87.5 million comes from dormant assets, and as much again from National Lottery money
- it is for areas of 5,000 to 15,000 residents
- an area receives between £1 million and £2.5 million, over ten years.

Ask The National Lottery Community Fund which areas it works with.
""",
        as_at=FUND_RESPONSE,
        sources=[FUND_SOURCE],
    ),
]
