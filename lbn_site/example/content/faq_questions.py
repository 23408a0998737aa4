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
PRIDE_IN_PLACE_SOURCE = Source(
    "Pride in Place Programme phase 2: methodology note", "GOV.UK", date=datetime.date(2025, 9, 25)
)
PRIDE_IN_PLACE_2026_SOURCE = Source(
    "Local people take the lead in 40 more communities", "GOV.UK", date=datetime.date(2026, 3, 20)
)
FUND_SOURCE = Source("Government response on the Community Wealth Fund", date=FUND_RESPONSE)

QUESTIONS = [
    Question(
        title="What is a ‘left behind’ neighbourhood?",
        slug="what-is-a-left-behind-neighbourhood",
        topic=MEANING,
        short="A place that has high levels of deprivation, and that also has poor connections, few places to meet "
        "and few people taking part in community life.",
        answer="""
Two kinds of need come together in these places. One is deprivation, both social and economic. The other is what the
community lacks:

- places to meet
- good connections, by road, by rail and online
- people who take part.

There are {neighbourhoods} of these neighbourhoods in England. Read
[[how-are-left-behind-neighbourhoods-identified|how they are identified]], or see [[/neighbourhoods/|the list]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Why do we use the term ‘left behind’?",
        slug="why-do-we-use-the-term-left-behind",
        topic=MEANING,
        short="Because these places have tended to miss out on investment. The term is not a judgement on the people "
        "who live there.",
        answer="""
Calling a place ‘left behind’ does not mean that its people lack skills or commitment, or that it has no rich
heritage. The Big Local programme has taught us that the opposite is usually true.

But these places have often missed out on a fair share of investment. So they lack services and facilities that most
other people can count on. It is these that bring a community together and keep it together. That is what we mean by
‘left behind’.

See also the blog on [[left-behind-neighbourhoods-and-the-big-local-story|the Big Local story]].
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
The two measures are:

- the Index of Multiple Deprivation (IMD), which ranks areas by how deprived they are, socially and economically
- the Community Needs Index (CNI), which shows where there are poor connections (both physical and digital), few
people taking part in community life, and too few places to meet.

A neighbourhood here means a ward. The wards in the most deprived 10% on both measures make up the list:
{neighbourhoods} in all.

Read more about [[how-neighbourhoods-are-identified|how neighbourhoods are identified]].
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE, DEPRIVATION_SOURCE],
    ),
    Question(
        title="How many people live in these neighbourhoods, and where are they?",
        slug="how-many-people-live-in-these-neighbourhoods",
        topic=LIST,
        short="About {people} people live in the {neighbourhoods} neighbourhoods. Nearly half of the neighbourhoods "
        "are in the North East and the North West.",
        answer="""
On the list of 2020 there are 56 neighbourhoods in the North East and 54 in the North West. There are 31 in the West
Midlands, 28 in Yorkshire and The Humber, 18 in the East of England, 17 in the East Midlands, 16 in the South East,
3 in the South West and 2 in London.

County Durham has 16, more than any other council area. See [[/neighbourhoods/|the whole list]] or
[[/neighbourhoods/map/|the map]].
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE],
    ),
    Question(
        title="How can I find out whether my neighbourhood is on the list?",
        slug="is-my-neighbourhood-on-the-list",
        topic=LIST,
        short="Enter your postcode, or look in the list by name, council or region.",
        answer="""
Use the [[/neighbourhoods/check/|postcode check]], or look in [[/neighbourhoods/|the list of neighbourhoods]]. The
list uses the names of wards. Your ward may not have the name that you use for your neighbourhood. Check the
council as well, because some names are on the list more than once.

The list uses the wards and councils of December 2017. Some wards have changed since, and some of those councils no
longer exist.
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE],
    ),
    Question(
        title="Why do some reports speak of 206 neighbourhoods?",
        slug="why-do-some-reports-speak-of-206-neighbourhoods",
        topic=LIST,
        short="There were two lists. The first, of September 2019, had 206 neighbourhoods. The list of 2020 has "
        "{neighbourhoods}.",
        answer="""
The first list used the Index of Multiple Deprivation of 2015. The second used the index of 2019. There are 201
neighbourhoods on both lists; 5 left and 24 joined. The group worked with the second list.

See [[/neighbourhoods/editions/|both lists]].
""",
        as_at=END_OF_GROUP,
        sources=[LIST_SOURCE, DEPRIVATION_SOURCE],
    ),
    Question(
        title="Does being on the list give a right to funding?",
        slug="does-being-on-the-list-give-a-right-to-funding",
        topic=LIST,
        short="No. The list does not decide who can apply for money, or who gets it.",
        answer="""
If you are looking for money for your community, ask the funder which places it works with. Each funder sets its own
rules. For one example, read [[what-became-of-the-community-wealth-fund|what became of the Community Wealth Fund]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is the list still used?",
        slug="is-the-list-still-used",
        topic=LIST,
        short="The group worked with it until March 2024. We keep it as a record and do not update it.",
        answer="""
The two measures behind the list date from 2019. Use the list to understand the group’s work. If you need to know
about today, look for newer figures.
""",
        as_at=END_OF_GROUP,
        since_then="""
The Independent Commission on Neighbourhoods (ICON) was launched in September 2024. Its chair is Hilary Armstrong. It
works with a newer measure and names 613 ‘mission critical’ neighbourhoods, where nearly 1 million people live.
""",
    ),
    Question(
        title="What is the APPG for ‘left behind’ neighbourhoods?",
        slug="what-is-the-appg-for-left-behind-neighbourhoods",
        topic=GROUP,
        short="MPs and peers from different parties, working together for people in ‘left behind’ neighbourhoods.",
        answer="""
An all-party parliamentary group (APPG) is informal. In it, MPs and peers who share an interest work together,
whatever their party.

This one wanted life to get better, socially and economically, for people in ‘left behind’ neighbourhoods. It came up
with projects and policies at a very local level, and argued for them. It wanted communities to be stronger and more
resilient.

It held [[evidence|evidence sessions]] and an [[inquiry-into-levelling-up|inquiry into levelling up]], and
[[publication|published reports]]. Read more about [[the-group|the group and its work]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is the group still active?",
        slug="is-the-group-still-active",
        topic=GROUP,
        short="No. It was active from {active-from} to {active-to}.",
        answer="""
The group was registered on 1 July 2020 and [[new-appg-launched-to-explore-left-behind-neighbourhoods|launched on 14
July]]. This website is the record of its work. Its pages are no longer updated, but a note headed ‘Since then’ says
so if something important has changed.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="What happened next?",
        slug="what-happened-next",
        topic=GROUP,
        short="The group called for long-term funding for these neighbourhoods. Its work ended in March 2024. "
        "The note below says what the government has done since then.",
        answer="""
The group’s call was for a [[what-is-the-community-wealth-fund-and-how-does-it-relate-to-the-appg|Community Wealth
Fund]] for the {neighbourhoods} ‘left behind’ neighbourhoods. You can read
[[what-became-of-the-community-wealth-fund|what became of it]].
""",
        as_at=END_OF_GROUP,
        since_then="""
In September 2025 the government chose {pride-in-place-chosen} neighbourhoods in England for phase 2 of its Pride in
Place Programme. It chose them by deprivation and community need, the same two ideas that the list rests on. That
does not mean that one led to the other.

Of the {neighbourhoods} wards on the list, {pride-in-place-overlap} overlap with one of these areas.
{pride-in-place-half} have at least half of their small areas inside, and {pride-in-place-wholly} lie wholly inside.
With the places added in March 2026, the figures are {pride-in-place-2026-overlap}, {pride-in-place-2026-half} and
{pride-in-place-2026-wholly}. They count small areas, not people.

These are the areas that the government first chose, not the final boundaries. Phase 1 of the programme covers whole
towns, which cannot be compared ward by ward, so other neighbourhoods on the list may be in the programme too. See
[[/neighbourhoods/pride-in-place/|which neighbourhoods overlap, and what the figures do not say]].
""",
        sources=[PRIDE_IN_PLACE_SOURCE, PRIDE_IN_PLACE_2026_SOURCE],
    ),
    Question(
        title="Who were its members, and who ran it?",
        slug="who-were-the-members-and-who-ran-it",
        topic=GROUP,
        short="Its officers were MPs from different parties. Its secretariat was the charity Local Trust.",
        answer="""
When the group was [[new-appg-launched-to-explore-left-behind-neighbourhoods|launched]] on 14 July 2020, Paul Howell
was the chair. Nicola Richards and Dame Diana Johnson were vice-chairs. Sharon Hodgson, Jack Brereton and Ian Levy
were officers. Later, Paul Howell (Conservative) and Dame Diana Johnson (Labour) were co-chairs. See [[people|who
held which role, and when]].

Local Trust (registered charity 1147511) was the secretariat. Read more about [[who-ran-it|who ran the group]].
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="Is this an official website of Parliament?",
        slug="is-this-an-official-website-of-parliament",
        topic=GROUP,
        short="No. It has not been approved by the House of Commons, the House of Lords or their committees.",
        answer="""
All-party parliamentary groups are informal. Their members sit in Parliament, but the groups are not committees of
Parliament.
""",
        as_at=END_OF_GROUP,
    ),
    Question(
        title="What is the Community Wealth Fund and how does it relate to the APPG?",
        slug="what-is-the-community-wealth-fund-and-how-does-it-relate-to-the-appg",
        topic=FUND,
        short="It was a proposal for a new fund to invest in ‘left behind’ neighbourhoods. The APPG supported it.",
        answer="""
The money would come from the next release of dormant assets: insurance policies, bonds, stocks and shares that nobody
has claimed. It would set up an endowment, which is a fund meant to last. The endowment would invest in ‘left behind’
neighbourhoods, of which there are {neighbourhoods} in England.

The neighbourhoods would get better social infrastructure. That means the places, services and activities that bring
people in a community together. Many areas take it for granted. Yet a community needs it to do well over the years,
socially and economically.

The Community Wealth Fund Alliance also supported the fund. More and more organisations joined it, from the public,
private and voluntary sectors.

Read more about [[the-community-wealth-fund|the Community Wealth Fund]].
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
        short="It is now a fund of £175 million, run by The National Lottery Community Fund.",
        answer="""
The government set out its plans on 25 September 2025:

- £87.5 million comes from dormant assets, matched by £87.5 million of National Lottery money.
- The fund is for areas with 5,000 to 15,000 residents.
- Each area gets between £1 million and £2.5 million over ten years.

Ask The National Lottery Community Fund which areas it works with.
""",
        as_at=FUND_RESPONSE,
        sources=[FUND_SOURCE],
    ),
]
