"""The cookies page, the privacy notice and the accessibility statement."""

import datetime

from lbn_site.core.pages import BasePage
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
        search_description="Which cookies this website uses, what for, and how to say yes or no to the optional "
        "ones.",
        reviewed_on=REVIEWED_ON,
        intro=(
            "<p>Cookies are small pieces of text that a website asks your browser to keep. This website can be read "
            "from beginning to end without any.</p>"
        ),
        more=(
            "<h2>No other websites look on</h2>"
            "<p>Pages of this website load nothing from other websites: no fonts, maps, videos or buttons that would "
            "tell others what you read here. Our e-mails hold no hidden pictures and no links that count clicks.</p>"
            "<h2>In your browser</h2>"
            "<p>You can also delete or refuse cookies in the settings of your browser. This website goes on "
            "working.</p>"
        ),
    )


def privacy_page() -> BasePage:
    return PrivacyPage(
        title="Privacy notice",
        slug="privacy",
        search_description="What this website keeps about you, why, for how long, and what you can ask for.",
        reviewed_on=REVIEWED_ON,
        intro=(
            "<p>You can read everything on this website without telling us who you are. We keep data about you only "
            "if you sign up for the newsletter, send us a comment, or agree to be counted.</p>"
        ),
        controller=(
            "<p>This is the website of the All-Party Parliamentary Group for ‘left behind’ neighbourhoods. Local "
            "Trust "
            "(registered charity 1147511) was the group’s secretariat and looked after the website.</p>"
        ),
        uses=[
            (
                "use_of_data",
                {
                    "title": "The newsletter",
                    "what": "<p>Your e-mail address, when and on which page you signed up, the words you agreed to, "
                    "and "
                    "when you confirmed.</p>",
                    "why": "<p>To send you the news you asked for, and to be able to show that you asked.</p>",
                    "basis": "Your consent, which you can take back in every e-mail",
                    "recipients": "<p>The company that carries our e-mail, for that purpose only.</p>",
                },
            ),
            (
                "use_of_data",
                {
                    "title": "‘Was this answer helpful?’",
                    "what": "<p>Your yes or no and, if you write one, your comment. E-mail addresses, telephone "
                    "numbers "
                    "and postcodes in it are blotted out before it is stored. We do not keep who you are.</p>",
                    "why": "<p>To find the answers that need to be clearer.</p>",
                    "basis": "Our legitimate interest in a website that helps",
                    "recipients": "",
                },
            ),
            (
                "use_of_data",
                {
                    "title": "Counting visits",
                    "what": "<p>Only if you say yes to optional cookies: a random number that means nothing "
                    "elsewhere, when your visit began and ended, how many pages you opened, and which website led "
                    "you here. Not your internet address, and not which pages you opened.</p>",
                    "why": "<p>To see how many people come, whether they come back, and which pages they read.</p>",
                    "basis": "Your consent, which you can take back on the Cookies page",
                    "recipients": "",
                },
            ),
            (
                "use_of_data",
                {
                    "title": "Keeping the website safe",
                    "what": "<p>Like every web server, ours sees the internet address that each request comes from. "
                    "To stop forms from being flooded it remembers a scrambled form of it for a short while.</p>",
                    "why": "<p>To answer you, and to keep the website working for everyone.</p>",
                    "basis": "Our legitimate interest in a safe website",
                    "recipients": "",
                },
            ),
        ],
        sharing=(
            "<p>We sell nothing and pass nothing on for other people’s purposes. Nothing on these pages is loaded "
            "from "
            "other websites, so none of them learns that you were here.</p>"
        ),
        rights=(
            "<p>You can ask us for a copy of what we keep about you, ask us to correct or delete it, object to what "
            "we "
            "do with it, and take back a consent at any time. None of it costs anything.</p>"
            "<p>If you think that we are handling your data wrongly, please tell us. You can also complain to the "
            '<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a>.</p>'
        ),
        contact="<p>Write to the group’s secretariat, Local Trust.</p>",
    )


def accessibility_page() -> BasePage:
    return AccessibilityStatementPage(
        title="Accessibility statement",
        slug="accessibility",
        search_description="How far everyone can use this website, what does not work yet, and how to tell us.",
        reviewed_on=REVIEWED_ON,
        intro=(
            "<p>We want everyone to be able to read this website: with a phone or a large screen, with enlarged "
            "text, by "
            "keyboard, by voice or with a screen reader, on a slow connection, and without JavaScript.</p>"
        ),
        scope=(
            "<p>This statement covers the pages of this website. It does not cover reports that other organisations "
            "publish on their own websites.</p>"
        ),
        conformance=Conformance.UNCONFIRMED,
        how_tested=(
            "<p>Each kind of page is checked with the automated tool axe at the widths of a phone, a tablet and a "
            "desk "
            "computer, in light and dark colours, whenever the website is changed. Journeys such as signing up are "
            "also run by keyboard alone and without JavaScript.</p>"
            "<p>Such checks find only some of the barriers. An audit by people who use assistive technology has not "
            "been made.</p>"
        ),
        tested_on=REVIEWED_ON,
        contact=(
            "<p>If something on this website hinders you, or you need a text in another form, write to the group’s "
            "secretariat, Local Trust, and say which page it is.</p>"
        ),
        basis=(
            "<p>The accessibility rules for public sector bodies probably do not bind a parliamentary group like "
            "this "
            "one. We follow them because everybody should be able to read what was said.</p>"
        ),
    )
