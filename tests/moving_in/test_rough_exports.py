"""Exports as they come: by plug-ins, by hand, in pieces."""

import io

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.media.models import CustomDocument, CustomImage
from lbn_site.news.models import NewsPage
from tests.news.factories import news_index

from .exports import TAIL, export, item

UPLOADS = "https://www.old.example/wp-content/uploads/2021/07"


@pytest.fixture
def site(home):
    home.add_child(instance=ExplainerIndexPage(title="About", slug="about", search_description="About the group."))
    return news_index()


def run(path, *arguments) -> str:
    out = io.StringIO()
    call_command("import_wordpress", path, *arguments, stdout=out)
    return out.getvalue()


def titles() -> list[str]:
    return sorted(NewsPage.objects.values_list("title", flat=True))


BROKEN = {
    "an unknown prefix": "<item><title>x</title><seo:title>y</seo:title></item>",
    "CDATA without an end": "<item><title>x</title><content:encoded><![CDATA[never closed</item>",
    "an item without an end": "<item><title>x</title>",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_an_item_that_is_no_xml_is_told_and_the_rest_goes_in(site, tmp_path, broken):
    told = run(export(tmp_path, item(1, "First"), broken, item(2, "Second"), item(3, "Third")), "--for-real")
    assert "broken: item 0" in told
    assert "cannot be read as XML" in told
    assert titles() == ["First", "Second", "Third"]


def test_the_end_of_an_item_within_its_text_is_no_end(site, tmp_path):
    run(
        export(tmp_path, item(1, "First", "<p>About </item> and <item> in feeds.</p>"), item(2, "Second")),
        "--for-real",
    )
    assert titles() == ["First", "Second"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\n\n  " + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("Some", "So\x0bm\x08e").encode(),
        lambda text: text.replace("export/1.2", "export/1.1").encode(),
        lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    ],
    ids=["byte order mark", "empty lines first", "Windows", "control characters", "WXR 1.1", "Latin-1"],
)
def test_files_are_read_as_they_come(site, tmp_path, change):
    path = export(tmp_path, item(1, "Some café", "<p>Words.</p>"))
    path.write_bytes(change(path.read_text()))
    run(path, "--for-real")
    assert titles() == ["Some café"]


def test_a_wrong_byte_costs_only_itself(site, tmp_path):
    path = export(tmp_path, item(1, "Some caf"), item(2, "Other"))
    path.write_bytes(path.read_bytes().replace(b"Some caf", b"Some caf\xe9"))
    run(path, "--for-real")
    assert titles() == ["Other", "Some caf\ufffd"]


def test_a_file_that_was_cut_off_gives_what_it_has(site, tmp_path):
    path = export(tmp_path, item(1, "Whole", '<a href="/?p=1">x</a>'), tail="<item><title>Cut")
    with pytest.raises(CommandError, match="1 new"):
        run(path, "--for-real")
    assert titles() == ["Whole"]


def test_entities_of_html_in_titles_are_read(site, tmp_path):
    run(export(tmp_path, item(1, "Co-chairs&#8217; letter &amp; reply")), "--for-real")
    assert titles() == ["Co-chairs’ letter & reply"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Co-chairs&amp;#8217; letter", "Co-chairs’ letter"),
        ("Co-chairs&#8217; letter", "Co-chairs’ letter"),
        ("Co-chairs&rsquo;&nbsp;letter &hellip;", "Co-chairs’ letter …"),
        ("Bread &amp;amp; butter", "Bread & butter"),
        ("Bread &amp; butter", "Bread & butter"),
        ("Bread & butter", "Bread & butter"),
        ("Bread &butter; jam", "Bread &butter; jam"),
        ("A &#8211; B &#11; C&#x0;", "A – B C"),
        ("A&#1114112;&#xD800; B", "A B"),
        ("&lt;b&gt; &quot;q&quot; &apos;", '<b> "q" \''),
        ("<![CDATA[Quote &quot;CDATA&quot; &amp; &nbsp;more &#11;]]>", 'Quote "CDATA" & more'),
        ("<![CDATA[x & y]]> &rsquo;", "x & y ’"),
    ],
)
def test_whatever_entities_a_title_holds_the_item_is_read(site, tmp_path, written, read):
    whole = item(1, "TITLE", "<p>Text &nbsp; here &hellip; &#11;</p>").replace("TITLE", written)
    told = run(export(tmp_path, whole, item(2, "Second")), "--for-real")
    assert "broken" not in told
    assert sorted(titles()) == sorted([read, "Second"])
    assert "\x0b" not in str(NewsPage.objects.get(slug="item-1").body.raw_data)


def test_entities_in_the_head_of_the_file_stop_nothing(site, tmp_path):
    path = export(tmp_path, item(1, "First"))
    path.write_text(path.read_text().replace("<title>Old site</title>", "<title>Old&nbsp;site & more</title>"))
    run(path, "--for-real")
    assert titles() == ["First"]


def test_slugs_that_stand_twice_in_the_export_are_told_apart(client, site, tmp_path):
    path = export(
        tmp_path, item(1, "One", slug="same"), item(2, "Two", slug="same", link="https://old.example/b/same/")
    )
    trial = run(path)
    told = run(path, "--for-real")
    assert "its address is /news/same-2/" in trial
    assert "its address is /news/same-2/" in told
    assert client.get("/?p=2")["Location"] == "/news/same-2/"
    assert client.get("/b/same")["Location"] == "/news/same-2/"
    assert "2 already here" in run(path, "--for-real")


def test_what_asked_for_a_password_is_not_made_public(site, tmp_path):
    secret = item(1, "Secret").replace("<wp:status>", "<wp:post_password>x</wp:post_password><wp:status>")
    assert "needed a password there, so it is a draft" in run(export(tmp_path, secret), "--for-real")
    assert not NewsPage.objects.get().live


def test_the_former_front_page_becomes_a_draft_and_links_to_it_lead_to_ours(site, tmp_path):
    front = item(1, "Home", kind="page", slug="home", link="https://www.old.example/")
    text = '<a href="https://www.old.example/">home</a> <a href="#notes">notes</a>'
    run(export(tmp_path, front, item(2, "Post", text)), "--for-real")
    assert not ExplainerPage.objects.get().live
    stored = NewsPage.objects.get().body.raw_data[0]["value"]
    assert stored == '<p><a href="/">home</a> <a href="#notes">notes</a></p>'


def test_what_was_published_then_says_so(site, tmp_path):
    run(export(tmp_path, item(1, "Then")), "--for-real")
    assert NewsPage.objects.get().first_published_at.date().isoformat() == "2021-07-09"


def test_gutenberg_blocks_become_blocks_of_ours(client, site, tmp_path):
    text = (
        "<!-- wp:heading --><h2>Head</h2><!-- /wp:heading -->\n\n"
        "<!-- wp:table --><figure><table><thead><tr><th>Area</th><th>Share</th></tr></thead>"
        "<tbody><tr><td>North</td><td>40%</td></tr></tbody></table></figure><!-- /wp:table -->\n\n"
        "<!-- wp:quote --><blockquote><p>It mattered.</p><cite>A resident</cite></blockquote><!-- /wp:quote -->\n\n"
        "<!-- wp:embed --><figure><div>\nhttps://video.example/?v=1&b=2\n</div></figure><!-- /wp:embed -->"
    )
    told = run(export(tmp_path, item(1, "Post", text)), "--for-real")
    assert "a table has no caption" in told
    page = NewsPage.objects.get()
    blocks = [(block["type"], block["value"]) for block in page.body.raw_data]
    assert blocks == [
        ("text", "<h2>Head</h2>"),
        (
            "table",
            {
                "caption": "",
                "columns": [{"type": "text", "heading": "Area"}, {"type": "text", "heading": "Share"}],
                "rows": [{"values": ["North", "40%"]}],
            },
        ),
        ("quote", {"text": "It mattered.", "name": "A resident", "role": ""}),
        ("text", '<p><a href="https://video.example/?v=1&amp;b=2">https://video.example/?v=1&amp;b=2</a></p>'),
    ]
    assert client.get(page.url).status_code == 200


def test_pictures_keep_their_captions_and_their_files_keep_their_addresses(client, site, tmp_path):
    folder = tmp_path / "uploads" / "2021" / "07"
    folder.mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(folder / "hall-scaled.jpg")
    (folder / "report.pdf").write_bytes(b"%PDF-1.4 x")
    text = (
        f'[caption id="a" width="300"]<a href="{UPLOADS}/hall.jpg"><img src="{UPLOADS}/hall-300x200.jpg" '
        'alt="A hall" /></a> The <em>hall</em>[/caption]\n\nAfter.'
    )
    path = export(
        tmp_path,
        item(1, "Hall", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/hall-scaled.jpg"),
        item(2, "Report", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/report.pdf"),
        item(3, "Post", text),
    )
    arguments = ("--attachments", str(tmp_path / "uploads"))
    assert "not placed" not in run(path, *arguments)
    run(path, *arguments, "--for-real")
    picture, after = NewsPage.objects.get().body.raw_data
    assert picture["value"]["image"]["image"] == CustomImage.objects.get().pk
    assert picture["value"]["caption"] == "<p>The <i>hall</i></p>"
    assert after["value"] == "<p>After.</p>"
    old = "/wp-content/uploads/2021/07"
    assert client.get(f"{old}/hall-scaled.jpg")["Location"] == CustomImage.objects.get().file.url
    assert client.get(f"{old}/report.pdf")["Location"] == CustomDocument.objects.get().url


@pytest.mark.parametrize("name", ["shell.php", "page.html", "broken.jpg", "huge.png", "drawing.svg"])
def test_files_that_staff_could_not_upload_are_refused_in_plain_words(site, tmp_path, name):
    folder = tmp_path / "uploads"
    folder.mkdir()
    content = Image.new("1", (9000, 9000)) if name == "huge.png" else None
    if content:
        content.save(folder / name)
    else:
        (folder / name).write_bytes(b"<?php system('x'); <script>")
    path = export(tmp_path, item(1, "File", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/{name}"))
    for told in (run(path, "--attachments", str(folder)), run(path, "--attachments", str(folder), "--for-real")):
        assert "new:" not in told
        assert "Error" not in told
    assert not CustomImage.objects.exists()
    assert not CustomDocument.objects.exists()
    assert not Redirect.objects.exists()


def test_no_redirect_hides_behind_a_page(site, tmp_path):
    run(export(tmp_path, item(1, "A draft", status="draft", slug="", link="https://old.example/news/")), "--for-real")
    assert [redirect.old_path for redirect in Redirect.objects.all()] == ["/?p=1"]


def test_a_file_without_its_end_is_called_damaged(site, tmp_path):
    path = export(tmp_path, item(1, "Whole"), tail=TAIL.replace("</channel>", ""))
    with pytest.raises(CommandError, match="its end is missing"):
        run(path)
