"""The newsletter's sign-up page."""

from lbn_site.home.models import HomePage
from lbn_site.newsletter.models import SignUpPage


def load() -> None:
    """Make the page."""
    page = SignUpPage(
        title="Sign up for the group’s news",
        slug="newsletter",
        search_description="Get an email when there is news about the group’s work. You can unsubscribe at any time.",
        introduction="<p>We will email you when there is news about the group’s work.</p>",
        purpose="The APPG for ‘left behind’ neighbourhoods will use your email address only to send you news about "
        "its work. You can unsubscribe at any time, using the link in every email.",
        call="Get an email when there is news",
    )
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
