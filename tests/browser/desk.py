"""The editors' desk in a browser: sign in without the form, and the acts that several tests share."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from tests.accounts.factories import SuperuserFactory

# The rich text editor hands its text to the form a quarter of a second after the last key.
DRAFTAIL_PAUSE = 400


def open_desk(live_server, new_context, user=None, **options) -> Page:
    """A page whose browser is signed in; as somebody who may do everything, unless a user is given."""
    client = Client()
    client.force_login(user or SuperuserFactory(username="ada", first_name="Ada"))
    context = new_context(base_url=live_server.url, **options)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context.new_page()


def text_editor(page: Page, number: int = 0) -> Locator:
    """The rich text editor of that number on the form."""
    return page.locator(".public-DraftEditor-content").nth(number)


def publish(page: Page) -> None:
    """Press 'Publish' in the page editor's menu of actions."""
    page.wait_for_timeout(DRAFTAIL_PAUSE)
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url("**/admin/pages/*/")
