"""The chapters of the report, in order: title, last part of the address, description, text, former path.

Three of the original site's addresses name another chapter than they show; `old_addresses` leads them right.
"""

CHAPTERS = (
    (
        "Co-chairs’ foreword",
        "co-chairs-foreword",
        "The foreword by the co-chairs, and the evidence that it counts.",
        "The foreword is by the co-chairs, Paul Howell MP and Dame Diana Johnson DBE MP. It counts 21 expert "
        "witnesses, 46 submissions, two roundtables and a consultation at St George’s House in Windsor Castle. They "
        "were part of the group’s [[inquiry-into-levelling-up|inquiry into levelling up]].",
        "/report/co-chairs-foreword/",
    ),
    (
        "Executive summary",
        "executive-summary",
        "The report in short.",
        "This chapter summed up the report. Its message was in the news: "
        "[[/news/levelling-up-must-be-reformed-if-it-is-to-succeed-says-new-report/|levelling up needs reform]].",
        "/report/executive-summary",
    ),
    (
        "Introduction and overview",
        "introduction-and-overview",
        "The report’s introduction, and the inquiry behind it.",
        "This chapter introduced the report. Behind it was the [[inquiry-into-levelling-up|inquiry into levelling "
        "up]], with four sessions: on social outcomes, economic outcomes, communities and investment.",
        "/report/introduction-and-overview/",
    ),
    (
        "‘Left behind’ neighbourhoods: definition, experience and opportunity",
        "left-behind-neighbourhoods-definition-experience-and-opportunity",
        "The chapter that defined ‘left behind’ neighbourhoods.",
        "This chapter was about ‘left behind’ neighbourhoods: how they are defined, what people experience there, "
        "and what the opportunities are. Read here [[how-neighbourhoods-are-identified|how they are identified]]. "
        "There are {neighbourhoods} of them, and {people} people live there.",
        "/report/left-behind-neighbourhoods-definition-experience-and-opportunity/",
    ),
    (
        "Our vision for ‘left behind’ neighbourhoods",
        "our-vision-for-left-behind-neighbourhoods",
        "The group’s vision.",
        "This chapter set out the group’s vision for ‘left behind’ neighbourhoods.",
        "/report/our-vision-for-left-behind-neighbourhoods",
    ),
    (
        "Our policy recommendations",
        "our-policy-recommendations",
        "The group’s recommendations.",
        "This chapter set out what the group recommended.",
        "/report/conclusion/",
    ),
    (
        "Conclusion",
        "in-conclusion",
        "The end of the report.",
        "This chapter was the conclusion of the report.",
        "/report/references/",
    ),
    (
        "References",
        "list-of-references",
        "The report’s sources.",
        "This chapter listed the sources of the report.",
        "/report/acknowledgments/",
    ),
)
