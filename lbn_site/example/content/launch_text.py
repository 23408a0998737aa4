"""What the news of the launch says, in the notation of `example.markup`."""

from typing import Any

from lbn_site.example.markup import rich_text
from lbn_site.news.models import NewsPage

ABOUT_THE_GROUP = """
A new All-Party Parliamentary Group (APPG) is being launched today, 14 July. It will explore what
makes a neighbourhood ‘left behind’, and how best to support such places in the years to come.

MPs and peers from different parties have joined the group. Their aim is to improve life, socially and economically,
in {neighbourhoods} ‘left behind’ neighbourhoods, where {people} people live. They will develop and promote policies
and projects at neighbourhood level.

## What a ‘left behind’ neighbourhood is

Two sets of data are combined to identify these places.

- The Index of Multiple Deprivation ranks areas by social and economic deprivation.
- The Community Needs Index shows where connections are poor (both physical and digital), where few people take part
in community life, and where there are not enough community spaces and places.

A neighbourhood is ‘left behind’ if it is in the most deprived 10% on both. There are {neighbourhoods} in all. Read
[[how-neighbourhoods-are-identified|how neighbourhoods are identified]].

## What the group will look at

The group will look at what these communities face in education, skills and health, and in their physical and digital
connections. It will ask how councils, central government and local people can best join forces to give these
neighbourhoods and their residents better prospects.

It will consider two things above all:

- how to support these neighbourhoods better over the long term
- how social capital and social infrastructure help to give communities confidence and capacity, so that they can not
only become more resilient but thrive and prosper.

## The first session

The first session will be about COVID-19: its early impact, and how it has made existing inequalities worse. The
latest research will inform the discussion. It suggests that these neighbourhoods are more vulnerable to the virus.
It also suggests that the damage done by COVID-19 could leave them even further behind. See
[[what-makes-a-neighbourhood-left-behind-and-how-has-covid-19-affected-these-neighbourhoods|the first session]] and
the research, [[communities-at-risk|Communities at risk]].

## Who is in the group

The chair is Paul Howell, Conservative MP for Sedgefield. Nicola Richards MP and Dame Diana Johnson DBE MP are
vice-chairs. Sharon Hodgson MP, Jack Brereton MP and Ian Levy MP are also officers. Local Trust will be the
secretariat. Read more about [[people|the people of the group]].

## Follow the group

The group is on Twitter as @appgleftbehind.
"""
MORE = """
Read more: [[what-is-a-left-behind-neighbourhood|what is a ‘left behind’ neighbourhood?]]
"""


def _launch() -> list[tuple[str, Any]]:
    return [("text", rich_text(ABOUT_THE_GROUP)), ("part", {"part": "contact"}), ("text", rich_text(MORE))]


BODY = (NewsPage, "new-appg-launched-to-explore-left-behind-neighbourhoods", _launch)
