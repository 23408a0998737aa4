"""The desk in a browser: it asks no other host, breaks no policy, and works on a small phone."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect
from wagtail.models import Site

from lbn_site.explainers.models import ExplainerIndexPage
from tests.accounts.factories import UserFactory

from .desk import DRAFTAIL_PAUSE, open_desk, publish, text_editor

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def about(django_db_serialized_rollback, live_server, home) -> ExplainerIndexPage:
    page = ExplainerIndexPage(
        title="About", slug="about", search_description="About.", introduction="<p>A tpyo here.</p>"
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def desk(live_server, new_context, about):
    return open_desk(live_server, new_context)


def test_the_desk_asks_no_other_host_and_breaks_no_policy(desk, about, console_faults):
    campaign = f"/admin/settings/core/campaign/{Site.objects.get(is_default_site=True).pk}/"
    for address in ("/admin/", "/admin/pages/", "/admin/images/add/", "/admin/account/", "/admin/users/", campaign):
        desk.goto(address)
        expect(desk.get_by_role("heading", level=1)).to_be_visible()
        desk.wait_for_load_state("networkidle")
    assert console_faults == []


def test_the_preview_opens_at_the_width_of_a_phone_and_the_checks_work(desk, about, console_faults):
    desk.goto(f"/admin/pages/{about.pk}/edit/")
    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("iframe[title='Preview']").first
    expect(preview.get_by_role("heading", name="About", level=1)).to_be_visible()
    expect(desk.get_by_role("radio", name="Preview in mobile size")).to_be_checked()
    desk.get_by_role("button", name="Toggle checks").click()
    expect(desk.get_by_text("Issues found")).to_be_visible()
    assert console_faults == []


def test_an_uploaded_picture_is_there(desk):
    desk.goto("/admin/images/add/")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    desk.get_by_label("Title").fill("One dot")
    desk.locator("input[type=file]").first.set_input_files(
        {"name": "dot.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    desk.get_by_role("button", name="Upload").click()
    expect(desk.get_by_text("One dot", exact=False).first).to_be_visible()


def test_a_typo_is_mended_on_a_small_phone(live_server, new_context, about):
    phone = open_desk(live_server, new_context, **PHONE)
    phone.goto(f"/admin/pages/{about.pk}/edit/")
    text_editor(phone).click()
    phone.keyboard.press("Control+A")
    phone.keyboard.type("A typo no more.")
    publish(phone)
    about.refresh_from_db()
    assert "A typo no more." in about.introduction


def test_a_page_is_unpublished_on_a_small_phone(live_server, new_context, about):
    phone = open_desk(live_server, new_context, **PHONE)
    phone.goto(f"/admin/pages/{about.pk}/edit/")
    phone.get_by_role("button", name="More actions").last.click()
    phone.get_by_role("link", name="Unpublish").click()
    phone.get_by_role("button", name="Yes, unpublish it").click()
    phone.wait_for_url("**/admin/pages/*/")
    about.refresh_from_db()
    assert not about.live


def test_a_writer_s_draft_is_approved_on_a_small_phone(live_server, new_context, about):
    about.title = "About us all"
    about.save_revision()
    about.get_workflow().start(about, UserFactory(username="wren"))
    phone = open_desk(live_server, new_context, **PHONE)
    phone.goto(f"/admin/pages/{about.pk}/edit/")
    phone.wait_for_timeout(DRAFTAIL_PAUSE)
    phone.get_by_role("button", name="More actions").last.click()
    phone.get_by_role("button", name="Approve and Publish", exact=True).click()
    phone.wait_for_url("**/admin/pages/*/")
    about.refresh_from_db()
    assert about.title == "About us all"
