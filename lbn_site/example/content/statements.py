"""The cookies page, the privacy notice and the accessibility statement."""

import datetime
from typing import Any

from lbn_site.core.pages import BasePage
from lbn_site.example.markup import rich_text
from lbn_site.home.models import HomePage
from lbn_site.statements.models import AccessibilityStatementPage, Conformance, CookiesPage, PrivacyPage
from lbn_site.statistics.models import Method, StatisticsSettings

REVIEWED_ON = datetime.date(2026, 11, 22)


def load() -> None:
    """Make the three pages below home, and count the visits of people who agree."""
    home = HomePage.objects.get()
    for page in (cookies_page(), privacy_page(), accessibility_page()):
        home.add_child(instance=page)
        page.save_revision().publish()
    statistics = StatisticsSettings.load()
    statistics.method = Method.BUILT_IN
    statistics.save()


def cookies_page() -> BasePage:
    return CookiesPage(
        title="Cookies",
        slug="cookies",
        search_description="Which cookies this website uses and why, and how to accept or reject the optional ones.",
        reviewed_on=REVIEWED_ON,
        intro=rich_text(
            "Cookies are small pieces of text that a website asks your browser to keep. You can read all of this "
            "website without any."
        ),
        more=rich_text(
            """
## No other websites are told

Our pages load nothing from other websites: no fonts, maps, videos or buttons. So no other website can see what you
read here. Our emails have no hidden images, and we do not track who clicks on the links in them.

## In your browser

You can also delete or block cookies in your browser’s settings. This website will still work.
"""
        ),
    )


def _use(title: str, *, what: str, why: str, basis: str, recipients: str = "") -> tuple[str, dict[str, Any]]:
    """What is kept about people, for the privacy notice."""
    return "use_of_data", {
        "title": title,
        "what": rich_text(what),
        "why": rich_text(why),
        "basis": basis,
        "recipients": rich_text(recipients) if recipients else "",
    }


def privacy_page() -> BasePage:
    return PrivacyPage(
        title="Privacy notice",
        slug="privacy",
        search_description="What this website keeps about you, why, how long for, and what your rights are.",
        reviewed_on=REVIEWED_ON,
        intro=rich_text(
            "You can read everything on this website without telling us who you are. We only keep information about "
            "you if you sign up for the newsletter, send us a comment or agree to be counted."
        ),
        controller=rich_text(
            "This is the website of the All-Party Parliamentary Group for ‘left behind’ neighbourhoods. Local Trust "
            "(registered charity 1147511) was the group’s secretariat."
        ),
        uses=[
            _use(
                "The newsletter",
                what="Your email address, when you signed up and on which page, the words you agreed to, and when "
                "you confirmed.",
                why="To send you the news you asked for, and to be able to show that you asked for it.",
                basis="Your consent, which you can withdraw in every email",
                recipients="The company that delivers our email, for that purpose only.",
            ),
            _use(
                "‘Was this answer helpful?’",
                what="Your yes or no and, if you write one, your comment. We remove email addresses, telephone "
                "numbers and postcodes before we store it. We do not keep who you are.",
                why="To find the answers that need to be clearer.",
                basis="Our legitimate interest in a website that helps people",
            ),
            _use(
                "Counting visits",
                what="This happens only if you accept optional cookies. We keep a random number that means nothing "
                "elsewhere, when your visit began and ended, how many pages you opened, and which website you came "
                "from. We do not keep your internet address. We count how often each page is read, but "
                "not who read it.",
                why="To see how many people visit, whether they come back, and which pages are read.",
                basis="Your consent, which you can withdraw on the Cookies page",
            ),
            _use(
                "Keeping the website safe",
                what="Like every web server, ours sees the internet address that each request comes from. For a "
                "short time it keeps a scrambled form of that address, so that nobody can flood our forms.",
                why="To answer your requests, and to keep the website working for everyone.",
                basis="Our legitimate interest in a safe website",
            ),
        ],
        sharing=rich_text(
            "We do not sell information about you, or pass it on for other people to use. Our pages load nothing "
            "from other websites, so no other website learns that you were here."
        ),
        rights=rich_text(
            """
You can ask us for a copy of what we keep about you. You can ask us to correct it or delete it, or object to how we
use it. You can withdraw your consent at any time. It is all free of charge.

If you think we are handling your information wrongly, please tell us. You can also complain to the
[[https://ico.org.uk/make-a-complaint/|Information Commissioner’s Office]].
"""
        ),
        contact=rich_text("Write to the group’s secretariat, Local Trust."),
    )


def accessibility_page() -> BasePage:
    return AccessibilityStatementPage(
        title="Accessibility statement",
        slug="accessibility",
        search_description="How accessible this website is, what does not work yet, and how to tell us about a "
        "problem.",
        reviewed_on=REVIEWED_ON,
        intro=rich_text(
            "We want everyone to be able to use this website: on a phone or a large screen, with enlarged text, with "
            "a keyboard, by voice or with a screen reader, on a slow connection, and without JavaScript."
        ),
        scope=rich_text(
            "This statement covers the pages of this website. It does not cover reports that other organisations "
            "publish on theirs."
        ),
        conformance=Conformance.UNCONFIRMED,
        how_tested=rich_text("""
Whenever the website is changed, a tool called axe checks each type of page. It checks them at the width of a phone, a
tablet and a desktop computer, and in light and dark colours. Tasks such as signing up are also tested with a keyboard
alone and without JavaScript.

These checks find only some problems. The website has not been audited by people who use assistive technology.
"""),
        tested_on=REVIEWED_ON,
        contact=rich_text(
            "If you have a problem with this website, or need something in another format, write to the group’s "
            "secretariat, Local Trust. Tell us which page it is."
        ),
        basis=rich_text(
            "The accessibility rules for public sector bodies probably do not apply to a parliamentary group. We "
            "follow them anyway, because everyone should be able to read this website."
        ),
    )
