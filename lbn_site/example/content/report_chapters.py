"""The chapters of the report, in order: title, last part of the address, description, text.

Three of the original site's addresses name another chapter than they show; `old_addresses` leads them right.
"""

COUNT = '<embed embedtype="live-figure" key="neighbourhoods"/>'
PEOPLE = '<embed embedtype="live-figure" key="people"/>'

CHAPTERS = (
    (
        "Co-chairs’ foreword",
        "co-chairs-foreword",
        "The co-chairs introduce the report and thank those who took part.",
        "<p>Paul Howell MP and Dame Diana Johnson DBE MP, the co-chairs, open the report. They count 21 expert "
        "witnesses and 46 written submissions, two round tables, and a consultation at St George’s House in Windsor "
        "Castle.</p>",
    ),
    (
        "Executive summary",
        "executive-summary",
        "The report in short.",
        "<p>This chapter held the report in short. The report says that levelling up must be reformed if it is to "
        "succeed, and proposes a strategy that starts in neighbourhoods.</p>",
    ),
    (
        "Introduction and overview",
        "introduction-and-overview",
        "What the inquiry set out to learn, and how.",
        "<p>The inquiry asked whether levelling up reached ‘left behind’ neighbourhoods. It held four sessions: on "
        "social outcomes, economic outcomes, communities and investment.</p>",
    ),
    (
        "‘Left behind’ neighbourhoods: definition, experience and opportunity",
        "left-behind-neighbourhoods-definition-experience-and-opportunity",
        "What the term means, what life is like there, and what could be.",
        "<p>A neighbourhood is ‘left behind’ when it is among the worst tenth on the Index of Multiple Deprivation "
        f"and on the Community Needs Index at once. There are {COUNT} of them, home to {PEOPLE} people.</p>",
    ),
    (
        "Our vision for ‘left behind’ neighbourhoods",
        "our-vision-for-left-behind-neighbourhoods",
        "What the group wished for these neighbourhoods.",
        "<p>This chapter set out what the group wished for ‘left behind’ neighbourhoods. Its full text is not held "
        "here.</p>",
    ),
    (
        "Our policy recommendations",
        "our-policy-recommendations",
        "What the group recommended.",
        "<p>This chapter held the group’s recommendations. Its full text is not held here.</p>",
    ),
    (
        "Conclusion",
        "in-conclusion",
        "How the report ends.",
        "<p>This chapter closed the report. Its full text is not held here.</p>",
    ),
    (
        "References",
        "list-of-references",
        "The sources that the report names.",
        "<p>This chapter listed the sources of the report. The list is not held here.</p>",
    ),
)
