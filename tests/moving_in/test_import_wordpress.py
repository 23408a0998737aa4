"""Bringing over a WordPress export, as the person at the keyboard meets it."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.media.models import CustomDocument, CustomImage
from lbn_site.moving_in.models import BroughtItem
from lbn_site.news.models import NewsPage
from tests.news.factories import news_index, news_page

from .exports import PIXEL, comment, export, item

UPLOADS = "https://www.old.example/wp-content/uploads/2021/07"


@pytest.fixture
def site(home):
    home.add_child(instance=ExplainerIndexPage(title="About", slug="about", search_description="About the group."))
    return news_index()


def run(path, *arguments) -> str:
    out = io.StringIO()
    call_command("import_wordpress", path, *arguments, stdout=out)
    return out.getvalue()


def body_of(page) -> str:
    return "".join(str(block["value"]) for block in page.body.raw_data)


def test_a_post_becomes_a_news_item(client, site, tmp_path):
    text = "First line.\nSecond line.\n\n<h4>More</h4>\n<strong>Bold</strong> words."
    run(export(tmp_path, item(1125, "A letter", text, slug="a-letter", excerpt="In short.")), "--for-real")
    page = NewsPage.objects.get()
    assert (page.title, page.slug, page.kind) == ("A letter", "a-letter", "letter")
    assert (page.date_text, page.search_description, page.live) == ("9 July 2021", "In short.", True)
    assert [str(author) for author in page.authors.all()] == ["Ada Example"]
    assert "<p>First line.<br>Second line.</p>" in body_of(page)
    assert "<h3>More</h3>" in body_of(page)
    assert "<b>Bold</b> words." in body_of(page)
    assert client.get("/news/a-letter/").status_code == 200
    assert client.get("/?p=1125")["Location"] == "/news/a-letter/"


@pytest.mark.parametrize("mode", [[], ["--for-real"]])
def test_comments_that_anyone_could_read_are_reported(site, tmp_path, mode):
    left = comment("Well said.") + comment("Quite.", kind="")
    unseen = comment("Buy.", approved="spam") + comment("Wait.", approved="0") + comment("Ping", kind="pingback")
    said = run(export(tmp_path, item(5, "A letter", "Text.", comments=left + unseen), item(6, "Another")), *mode)
    assert said.count("comments are not imported") == 1
    assert "its readers’ comments are not imported: 2" in said


def test_a_page_below_another_is_reported(site, tmp_path):
    pages = [item(7, "The group", kind="page"), item(8, "Who we are", kind="page", parent="7")]
    assert run(export(tmp_path, *pages)).count("it was below another page there") == 1


def test_a_page_becomes_an_explainer_and_its_old_address_leads_there(client, site, tmp_path):
    path = export(
        tmp_path, item(7, "Who we are", "Text.", kind="page", slug="who", link="https://old.example/our-group/who/")
    )
    run(path, "--for-real")
    page = ExplainerPage.objects.get()
    for address in ("/our-group/who/", "/?p=7", "/?page_id=7"):
        assert client.get(address)["Location"] == page.url


def test_the_trial_writes_nothing_and_tells_the_same(site, tmp_path):
    path = export(tmp_path, item(1, "A letter", "[gallery ids='1,2'] <table><tr><td>x</td></tr></table>"))
    told = run(path)
    assert "new: post 1 ‘A letter’" in told
    assert "shortcode [gallery] left out (1 times)" in told
    assert "<table> left out (1 times)" in told
    assert "nothing was saved" in told
    assert not NewsPage.objects.exists()
    assert not BroughtItem.objects.exists()
    assert not Redirect.objects.exists()


def test_doing_it_again_changes_nothing_that_staff_changed(site, tmp_path):
    path = export(tmp_path, item(1, "A letter"))
    run(path, "--for-real")
    page = NewsPage.objects.get()
    page.title = "Staff wrote a better title"
    page.save()
    told = run(path, "--for-real")
    assert "already here: post 1" in told
    assert [page.title for page in NewsPage.objects.all()] == ["Staff wrote a better title"]
    assert Redirect.objects.count() == 1


def test_links_between_items_lead_to_what_they_became(site, tmp_path):
    text = (
        '<a href="https://www.old.example/news/item-2/">second</a> <a href="http://old.example/?p=2">short</a> '
        '<a href="/gone/#x">gone</a> <a href="https://elsewhere.example/">far</a> <a href="//[">nowhere</a>'
    )
    run(export(tmp_path, item(1, "First", text), item(2, "Second")), "--for-real")
    first, second = NewsPage.objects.order_by("title")
    stored = body_of(first)
    assert f'<a linktype="page" id="{second.pk}">second</a>' in stored
    assert f'<a linktype="page" id="{second.pk}">short</a>' in stored
    assert '<a href="/gone/#x">gone</a>' in stored
    assert '<a href="https://elsewhere.example/">far</a>' in stored
    assert "<a>nowhere</a>" in stored
    assert first.pk in {source.pk for source, _ in ReferenceIndex.get_grouped_references_to(second)}


@pytest.mark.parametrize("packed", [False, True])
def test_files_come_from_a_folder_or_an_archive(client, site, tmp_path, packed):
    folder = tmp_path / "uploads"
    (folder / "2021" / "07").mkdir(parents=True)
    (folder / "2021" / "07" / "dot.png").write_bytes(PIXEL)
    (folder / "2021" / "07" / "report.pdf").write_bytes(b"%PDF-1.4 x")
    source = folder
    if packed:
        source = tmp_path / "uploads.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for file in folder.rglob("*.*"):
                archive.write(file, file.relative_to(folder))
    text = (
        f'Before. <img src="{UPLOADS}/dot-300x200.png" alt="A dot"> After. <a href="{UPLOADS}/report.pdf">Report</a>'
    )
    path = export(
        tmp_path,
        item(3, "Text", text),
        item(1, "Dot", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/dot.png"),
        item(2, "Report", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/report.pdf"),
    )
    told = run(path, "--attachments", str(source), "--for-real")
    assert "not placed" not in told
    image, document, page = CustomImage.objects.get(), CustomDocument.objects.get(), NewsPage.objects.get()
    assert [block["type"] for block in page.body.raw_data] == ["text", "picture", "text"]
    assert page.body.raw_data[1]["value"]["image"] == {"image": image.pk, "alt_text": "A dot", "decorative": False}
    assert f'<a linktype="document" id="{document.pk}">' in body_of(page)
    assert client.get(page.url).status_code == 200
    assert client.get("/?attachment_id=2")["Location"] == document.url


def test_a_file_that_is_not_there_is_told(site, tmp_path):
    path = export(tmp_path, item(1, "Dot", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/dot.png"))
    assert "skipped: attachment 1 ‘Dot’; its file is not in the folder" in run(path, "--for-real")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"status": "trash"}, "its state ‘trash’ is not imported"),
        ({"kind": "nav_menu_item"}, "the type ‘nav_menu_item’ is not imported"),
        ({"kind": "product"}, "nothing here for the type ‘product’"),
    ],
)
def test_what_has_no_place_here_is_skipped_with_its_reason(site, tmp_path, change, told):
    assert told in run(export(tmp_path, item(1, "X", **change)), "--for-real")
    assert not NewsPage.objects.exists()


def test_drafts_stay_drafts(site, tmp_path):
    run(export(tmp_path, item(1, "A draft", status="draft", date="0000-00-00 00:00:00")), "--for-real")
    page = NewsPage.objects.get()
    assert not page.live
    assert page.date_text == ""


def test_a_page_of_the_site_is_never_overwritten(site, tmp_path):
    news_page("Ours", slug="item-1")
    told = run(export(tmp_path, item(1, "Theirs")), "--for-real")
    assert "there is already a page at /news/item-1/" in told
    assert NewsPage.objects.get().title == "Ours"


def test_a_broken_item_costs_only_itself(site, tmp_path):
    told = run(export(tmp_path, item(1, "x" * 300), item(2, "Fine")), "--for-real")
    assert "broken: post 1" in told
    assert [page.title for page in NewsPage.objects.all()] == ["Fine"]


def test_what_could_run_is_left_out_and_told(client, site, tmp_path):
    text = (
        '<p onclick="steal()">Hello <script>alert(1)</script><a href="javascript:alert(2)">link</a>'
        '<iframe src="https://evil.example/"></iframe><svg onload="x()"></svg><img src="data:x" onerror="y()"></p>'
    )
    told = run(export(tmp_path, item(1, "Evil <b>title</b>", text)), "--for-real")
    for words in ("<script> left out", "<iframe> left out", "onclick", "onerror", "2 links that would run script"):
        assert words in told
    page = NewsPage.objects.get()
    for words in ("script", "onclick", "javascript:", "iframe", "alert", "evil.example", "svg"):
        assert words not in body_of(page)
    assert "<b>title</b>" not in client.get(page.url).content.decode()


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LEAK = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, LEAK])
def test_entities_stop_the_reading(site, tmp_path, doctype):
    with pytest.raises(CommandError, match="entities"):
        run(export(tmp_path, item(1, "X"), doctype=doctype), "--for-real")
    assert not NewsPage.objects.exists()


def test_a_damaged_file_says_where_and_keeps_what_came_before(site, tmp_path):
    path = export(tmp_path, item(1, "Whole"), item(2, "Also whole"), tail="<item><title>Broken")
    with pytest.raises(CommandError, match="damaged"):
        run(path, "--for-real")


def test_another_kind_of_file_is_refused(site, tmp_path):
    path = tmp_path / "x.xml"
    path.write_text("<html><body/></html>")
    with pytest.raises(CommandError, match="not a WordPress export"):
        run(path)
    with pytest.raises(CommandError, match="There is no"):
        run(tmp_path / "missing.xml")
