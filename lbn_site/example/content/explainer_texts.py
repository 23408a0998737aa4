"""What the explainers say, in the notation of `example.markup`."""

from typing import Any

from lbn_site.example.markup import rich_text
from lbn_site.explainers.models import ExplainerPage

Body = list[tuple[str, Any]]

EVENTS = (
    ("June 2020", "The group becomes active."),
    ("1 July 2020", "It is registered."),
    (
        "14 July 2020",
        "It is [[new-appg-launched-to-explore-left-behind-neighbourhoods|launched]]. Its "
        "[[what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods|first session]] "
        "is to be about COVID-19.",
    ),
    ("July 2020", "[[communities-at-risk|Communities at risk]], on the first effects of COVID-19, is published."),
    (
        "22 September 2020",
        "The second session is about [[session-2-social-infrastructure-and-social-capital|social infrastructure and "
        "social capital]].",
    ),
    (
        "2 December 2020",
        "[[communities-of-trust-why-we-must-invest-in-the-infrastructure-of-left-behind-neighbourhoods|Communities "
        "of trust]], the report of that session, is published.",
    ),
    (
        "26 January 2021",
        "A session is held on [[buses-broadband-and-beeching|buses, broadband and railways]].",
    ),
    (
        "March 2021",
        "[[connecting-communities-improving-transport-to-get-left-behind-neighbourhoods-back-on-track|Connecting "
        "communities]], a report on transport, is published.",
    ),
    (
        "15 November 2021",
        "[[levelling-up-through-climate-action-a-once-in-a-lifetime-opportunity-to-make-sure-no-neighbourhood-is-left"
        "-behind|A report on climate action]] is published.",
    ),
    (
        "13 January 2022",
        "[[overcoming-health-inequalities-in-left-behind-neighbourhoods|A report on health]], with the Northern "
        "Health Science Alliance, is published.",
    ),
    ("April 2022", "The [[inquiry-into-levelling-up|inquiry into levelling up]] holds its first session."),
    (
        "13 July 2022",
        "Research on [[residents-in-left-behind-neighbourhoods-uniquely-vulnerable-to-rising-cost-of-living|the "
        "rising cost of living]] is published.",
    ),
    (
        "October 2023",
        "The report [[report|A Neighbourhood Strategy for National Renewal]] is "
        "[[levelling-up-must-be-reformed-if-it-is-to-succeed-says-new-report|in the news]].",
    ),
    ("March 2024", "The group comes to an end. [[is-the-group-still-active|This website is its record]]."),
)


def _the_group() -> Body:
    return [
        (
            "text",
            rich_text("""
## What it was

The group was an all-party parliamentary group (APPG). These are informal groups of MPs and peers who share an
interest. They are not committees of Parliament.

This group was concerned with the {neighbourhoods} ‘left behind’ neighbourhoods in England, where {people} people
live. It wanted life to get better for those people, socially and economically. It came up with projects and
policies at neighbourhood level, and argued for them, so that communities would be stronger and more resilient.

## What it did

- It held [[evidence|evidence sessions]] on the
[[what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods|impact of COVID-19]],
[[session-2-social-infrastructure-and-social-capital|social infrastructure]],
[[session-3-a-focus-on-employment-skills-and-education|jobs, skills and education]],
[[buses-broadband-and-beeching|transport and broadband]],
[[session-9-liveability-and-quality-of-life-in-left-behind-neighbourhoods|quality of life]] and other subjects.
- It held an [[inquiry-into-levelling-up|inquiry into levelling up]]. There were four sessions, and 21 expert
witnesses gave evidence.
- It [[publication|published reports and research]] on subjects such as health, transport, household finances and
climate action.
- It called for a [[the-community-wealth-fund|Community Wealth Fund]]. Its co-chairs responded to two consultations,
one on [[co-chairs-response-to-the-dormant-assets-consultation|dormant assets]] and one on
[[co-chairs-submission-to-the-technical-consultation-on-a-community-wealth-fund|the fund]].
"""),
        ),
        (
            "timeline",
            {
                "heading": "The group’s work, by date",
                "events": [{"when": when, "text": rich_text(text)} for when, text in EVENTS],
            },
        ),
        (
            "text",
            rich_text("""
## What is kept here

This website has short notes on the group’s sessions, publications and news. Most of the original papers are not held
here. Where something important has changed since, a note headed ‘Since then’ says so.

See also [[who-were-the-members-and-who-ran-it|who the members were]] and [[is-the-group-still-active|whether the
group is still active]].
"""),
        ),
    ]


def _who_ran_it() -> Body:
    officers = (
        ("Paul Howell MP", "Chair"),
        ("Nicola Richards MP", "Vice-chair"),
        ("Dame Diana Johnson DBE MP", "Vice-chair"),
        ("Sharon Hodgson MP", "Officer"),
        ("Jack Brereton MP", "Officer"),
        ("Ian Levy MP", "Officer"),
    )
    return [
        (
            "text",
            rich_text("""
## At the launch

The group was [[new-appg-launched-to-explore-left-behind-neighbourhoods|launched on 14 July 2020]]. Its chair was Paul
Howell, the Conservative MP for Sedgefield. There were two vice-chairs and three other officers.
"""),
        ),
        (
            "table",
            {
                "caption": "Officers of the group at its launch, July 2020",
                "columns": [{"type": "text", "heading": "Name"}, {"type": "text", "heading": "Role"}],
                "rows": [{"values": list(officer)} for officer in officers],
            },
        ),
        (
            "text",
            rich_text("""
## The co-chairs

Later, Paul Howell (Conservative) and Dame Diana Johnson (Labour) were co-chairs. They responded to consultations on
[[co-chairs-response-to-the-dormant-assets-consultation|dormant assets]] and on the
[[co-chairs-submission-to-the-technical-consultation-on-a-community-wealth-fund|Community Wealth Fund]]. They also
wrote the [[co-chairs-foreword|foreword]] to [[report|A Neighbourhood Strategy for National Renewal]].

[[people|See who held which role, and when]].

## The secretariat

Local Trust was the group’s secretariat. It is a charity (registered charity 1147511, company 07833396).

## Not part of Parliament

The group was not a committee of Parliament, and this website is
[[is-this-an-official-website-of-parliament|not an official website of Parliament]].
"""),
        ),
    ]


def _identified() -> Body:
    regions = (
        ("North East", "56"),
        ("North West", "54"),
        ("West Midlands", "31"),
        ("Yorkshire and The Humber", "28"),
        ("East of England", "18"),
        ("East Midlands", "17"),
        ("South East", "16"),
        ("South West", "3"),
        ("London", "2"),
    )
    steps = (
        (
            "Measure deprivation",
            "The Index of Multiple Deprivation is published by the government. It ranks places by social and "
            "economic deprivation.",
        ),
        (
            "Measure community need",
            "The Community Needs Index is by Oxford Consultants for Social Inclusion (OCSI) and Local Trust. It "
            "shows where connections are poor, few people take part in their community and there are few places to "
            "meet.",
        ),
        (
            "Keep the wards in the most deprived 10% on both",
            "There are {neighbourhoods} of them, and {people} people live there.",
        ),
    )
    return [
        (
            "steps",
            {
                "heading": "Two measures, one list",
                "steps": [{"title": title, "text": rich_text(text)} for title, text in steps],
            },
        ),
        (
            "text",
            rich_text("""
## What the Community Needs Index measures

The index has three parts. Each is scored from 0 to 100, and the three scores are added together.

- Civic assets: the spaces and places that a community has
- Connectedness: how good its connections are, both physical and digital
- An active and engaged community: how far people take part
"""),
        ),
        (
            "table",
            {
                "caption": "The list of 2020 by region",
                "columns": [{"type": "text", "heading": "Region"}, {"type": "number", "heading": "Wards"}],
                "rows": [{"values": list(region)} for region in regions],
            },
        ),
        (
            "text",
            rich_text("""
## Two editions of the list

The first list is dated 5 September 2019. It had 206 wards and used the deprivation index of 2015. The list of 2020
used the newer index of 2019: 201 wards stayed, 5 left and 24 joined. The group worked with the list of 2020.

Read [[why-do-some-reports-speak-of-206-neighbourhoods|why some reports speak of 206 neighbourhoods]], or see
[[/neighbourhoods/editions/|both lists]].

## What the list does not say

- It says nothing about the people who live in these places. Read
[[why-do-we-use-the-term-left-behind|why we use the term ‘left behind’]].
- It gives [[does-being-on-the-list-give-a-right-to-funding|no right to funding]].
- It uses the wards of December 2017. Many of them have since changed, so
[[is-my-neighbourhood-on-the-list|check whether your neighbourhood is on the list]].
"""),
        ),
    ]


def _wealth_fund() -> Body:
    return [
        (
            "text",
            rich_text("""
## The proposal

Dormant assets are money and investments that have gone unclaimed for a long time. The Community Wealth Fund was a
proposal for using the next release of them: insurance policies, bonds, stocks and shares.

The money would set up a new endowment: a fund meant to last. It would invest in ‘left behind’ neighbourhoods, of
which there are {neighbourhoods} in England.

## What it was for

The fund was to pay for social infrastructure. That means the places, services and activities that bring people in a
community together. Many areas take it for granted. Yet a community needs it to do well over the years, socially and
economically.

[[left-behind-areas-receive-less-than-half-the-charitable-grants-of-other-deprived-places-new-research-shows|Research
reported in June 2021]] found that ‘left behind’ areas receive less than half as much in charitable grants as other
deprived places.

## Who called for it

The group supported the fund. So did the Community Wealth Fund Alliance, which more and more organisations joined,
from the public, private and voluntary sectors.

The group’s news covered [[dormant-assets-bill-amendment-on-community-wealth-funds|an amendment to the Dormant
Assets Bill]] and an [[community-wealth-funds-announcement|announcement about community wealth funds]]. Its
co-chairs responded to two consultations, one on [[co-chairs-response-to-the-dormant-assets-consultation|dormant
assets]] and one on [[co-chairs-submission-to-the-technical-consultation-on-a-community-wealth-fund|the fund]].

## Does the list decide who gets money?

No. Read [[does-being-on-the-list-give-a-right-to-funding|whether being on the list gives a right to funding]] and
[[what-became-of-the-community-wealth-fund|what became of the fund]].
"""),
        ),
    ]


BODIES = (
    (ExplainerPage, "the-group", _the_group),
    (ExplainerPage, "who-ran-it", _who_ran_it),
    (ExplainerPage, "how-neighbourhoods-are-identified", _identified),
    (ExplainerPage, "the-community-wealth-fund", _wealth_fund),
)
