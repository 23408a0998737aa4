"""The newsletter's sign-up page."""

from lbn_site.home.models import HomePage
from lbn_site.newsletter.models import SignUpPage


def load() -> None:
    """Make the page."""
    page = SignUpPage(
        title="Sign up for the group’s news",
        slug="newsletter",
        search_description="Get the latest news about the work of the group by email, and leave whenever you like.",
        introduction="<p>Sign up to receive the latest updates about the work of the group: its research, its "
        "evidence sessions, and what it says in Parliament.</p>",
        purpose="The APPG for ‘left behind’ neighbourhoods will use your address for one thing: to send you news "
        "about the work of the group when there is some. You can stop at any time by a link in every mail.",
    )
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
