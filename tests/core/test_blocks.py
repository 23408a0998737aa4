"""The blocks that pages are composed from: what visitors see of full, half-filled and stale values."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import StreamBlock
from wagtail.images.tests.utils import get_test_image_file

from lbn_site.core import ready_parts
from lbn_site.core.blocks import BodyStreamBlock, HomeStreamBlock
from lbn_site.core.blocks.links import LatestPagesBlock, LinkBlock
from lbn_site.core.headings import Anchors
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.media.models import CustomDocument, CustomImage

STREAMS = (BodyStreamBlock(), HomeStreamBlock())
EVERY_BLOCK = [
    pytest.param(block, id=f"{type(stream).__name__}-{name}")
    for stream in STREAMS
    for name, block in stream.child_blocks.items()
]
# A notice is an aside: the list of contents leaves it out.
HEADED_BLOCKS = [
    name
    for name, block in BodyStreamBlock().child_blocks.items()
    if "heading" in getattr(block, "child_blocks", {}) and name != "notice"
]


def shown(block, value: object, **context: object) -> str:
    """What a visitor sees of a stored value."""
    return str(block.render(block.to_python(value), context=context))


def body(name: str):
    return BodyStreamBlock().child_blocks[name]


def explainer(home, title: str, **fields: object) -> ExplainerPage:
    index = ExplainerIndexPage.objects.first()
    if index is None:
        index = home.add_child(instance=ExplainerIndexPage(title="About", slug="about"))
    return index.add_child(instance=ExplainerPage(title=title, search_description=f"About {title}", **fields))


@pytest.mark.parametrize("block", EVERY_BLOCK)
def test_every_block_tells_editors_what_it_is(block):
    assert block.meta.icon not in {"placeholder", ""}
    assert block.label
    assert block.meta.description
    assert block.meta.group


@pytest.mark.parametrize("block", EVERY_BLOCK)
def test_a_block_that_is_still_empty_can_be_previewed(block, home):
    assert "None" not in str(block.render(block.get_default(), context={}))


@pytest.mark.parametrize("block", EVERY_BLOCK)
def test_the_preview_value_of_a_block_shows(block, home):
    needs_an_upload = block.name in {"picture", "download"}
    assert block.is_previewable or needs_an_upload or block.name in {"part", "places"}
    if block.is_previewable:
        explainer(home, "The group")
        assert "<" in str(block.render(block.get_preview_value(), context={}))


def test_a_text_gets_anchors_on_its_headings(home):
    html = shown(body("text"), "<h2>Who ran it</h2><p>They did.</p><h3>Who ran it</h3>")
    assert '<h2 id="who-ran-it">Who ran it</h2>' in html
    assert '<h3 id="who-ran-it-2">Who ran it</h3>' in html


def test_the_contents_of_a_stream_have_the_anchors_that_it_shows(home):
    stream = BodyStreamBlock().to_python(
        [
            {"type": "text", "value": "<h2>Why &amp; how</h2><p>So.</p>"},
            {"type": "steps", "value": {"heading": "Why & how", "steps": [{"title": "One", "text": "<p>a</p>"}]}},
        ]
    )
    anchors = Anchors()
    html = "".join(block.render(context={"anchors": anchors}) for block in stream)
    assert [(heading.anchor, heading.text) for heading in Anchors.of_stream(stream)] == [
        ("why-how", "Why & how"),
        ("why-how-2", "Why & how"),
    ]
    assert anchors.headings == Anchors.of_stream(stream)
    assert 'id="why-how-2"' in html


@pytest.mark.parametrize("name", HEADED_BLOCKS)
def test_every_heading_that_the_contents_list_has_its_anchor(home, name):
    value = body(name).get_default()
    value["heading"] = "Where it is"
    assert '<h2 id="where-it-is">Where it is</h2>' in body(name).render(value, context={})


def test_a_figure_is_live_where_there_is_one(campaign):
    value = {
        "heading": "",
        "figures": [
            {"live": "neighbourhoods", "number": "9", "label": "places"},
            {"live": "", "number": "£175m", "label": "to share"},
        ],
        "source": "",
    }
    html = shown(body("figures"), value)
    assert "<dd>225</dd>" in html
    assert "<dd>£175m</dd>" in html
    assert "<h2" not in html


def test_a_quote_stands_in_marks_with_its_speaker():
    html = shown(body("quote"), {"text": "It <b>matters</b>.", "name": "A resident", "role": "Durham"})
    assert "‘It &lt;b&gt;matters&lt;/b&gt;.’" in html
    assert "<b>A resident</b>, Durham" in html


def test_a_picture_says_what_it_shows_and_keeps_its_place(home):
    image = CustomImage.objects.create(title="p", file=get_test_image_file(), credit="A. Photographer")
    value = {
        "image": {"image": image.pk, "alt_text": "A street", "decorative": False},
        "caption": "",
        "width": "text",
    }
    html = shown(body("picture"), value)
    assert 'alt="A street"' in html
    assert "width=" in html
    assert 'loading="lazy"' in html
    assert "Picture: A. Photographer" in html


def test_a_picture_that_only_decorates_has_no_words(home):
    image = CustomImage.objects.create(title="p", file=get_test_image_file())
    value = {"image": {"image": image.pk, "alt_text": "x", "decorative": True}, "caption": "", "width": "wide"}
    assert 'alt=""' in shown(body("picture"), value)


def test_a_download_says_its_kind_and_size(home):
    file = ContentFile(b"x" * 2048, name="minutes.pdf")
    document = CustomDocument.objects.create(title="Minutes", file=file, file_size=2048)
    html = shown(body("download"), {"document": document.pk, "title": "", "about": "What was said."})
    assert ">Minutes</a>" in html
    assert "PDF" in html
    assert "2.0\xa0KB" in html


def test_cards_use_the_description_of_a_page_and_leave_out_drafts(home):
    page = explainer(home, "The group")
    draft = explainer(home, "Not yet", live=False)
    value = {"heading": "Read", "cards": [{"page": page.pk, "text": ""}, {"page": draft.pk, "text": ""}]}
    html = shown(body("cards"), value)
    assert 'href="/about/the-group/"' in html
    assert "About The group" in html
    assert "Not yet" not in html


def test_the_newest_pages_of_a_section_come_first_without_drafts(home):
    for title in ("First", "Second", "Third"):
        explainer(home, title).save_revision().publish()
    explainer(home, "Draft", live=False)
    section = ExplainerIndexPage.objects.get()
    html = shown(LatestPagesBlock(), {"heading": "New", "section": section.pk, "number": 2})
    assert html.index("Third") < html.index("Second")
    assert "First" not in html
    assert "Draft" not in html
    assert "More in About" in html


def test_a_link_needs_words_and_a_sound_address():
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page": None, "address": "javascript:alert(1)", "text": "Go"}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page": None, "address": "/newsletter/", "text": ""}))
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"page": None, "address": "", "text": "Nowhere"}))
    block.clean(block.to_python({"page": None, "address": "/newsletter/", "text": "Sign up"}))


def test_a_table_names_its_columns_and_rows():
    value = {
        "caption": "By region",
        "columns": [{"type": "text", "heading": "Region"}, {"type": "number", "heading": "Places"}],
        "rows": [{"values": ["North East", "56"]}],
    }
    html = shown(body("table"), value)
    assert "<caption>By region</caption>" in html
    assert '<th scope="col">Region</th>' in html
    assert '<th scope="row">North East</th>' in html
    assert '<td class="number">56</td>' in html


def test_a_part_that_an_app_offers_is_shown_with_the_context_of_the_page(home):
    ready_parts.register(
        "test-part",
        label="Only for this test",
        template="components/notice.html",
        context=lambda page_context: {"text": f"Hello {page_context['visitor']}"},
    )
    try:
        assert ("test-part", "Only for this test") in ready_parts.choices()
        assert "Hello reader" in shown(body("part"), {"part": "test-part"}, visitor="reader")
        with pytest.raises(ValueError, match="twice"):
            ready_parts.register("test-part", label="Again", template="components/notice.html")
    finally:
        ready_parts._parts.pop("test-part")


def test_a_part_that_is_gone_leaves_nothing_behind(home):
    assert shown(body("part"), {"part": "gone"}) == ""


def test_headings_that_were_saved_by_the_editor_have_anchors_too():
    stream = BodyStreamBlock().to_python([{"type": "text", "value": '<h2 data-block-key="n2mg6">The idea</h2>'}])
    assert [heading.anchor for heading in Anchors.of_stream(stream)] == ["the-idea"]
    assert Anchors().mark('<h2 data-block-key="n2mg6">The idea</h2>') == '<h2 id="the-idea">The idea</h2>'


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: type(stream).__name__)
def test_the_sets_offer_no_raw_html_embeds_or_accordions(stream: StreamBlock):
    assert not {"raw_html", "html", "embed", "accordion", "heading"} & set(stream.child_blocks)


def test_the_search_reads_what_readers_read_and_no_settings(home):
    image = CustomImage.objects.create(title="IMG_1234.jpg", file=get_test_image_file())
    picture = {"image": {"image": image.pk, "alt_text": "A hall", "decorative": False}, "caption": "<p>Opened</p>"}
    figure = {"live": "people", "number": "", "label": "who live there"}
    value = BodyStreamBlock().to_python(
        [
            {"type": "picture", "value": {**picture, "width": "wide"}},
            {"type": "notice", "value": {"heading": "Mind", "text": "<p>The step</p>", "tone": "warm"}},
            {"type": "figures", "value": {"heading": "", "figures": [figure]}},
            {"type": "call", "value": {"heading": "Write", "links": [{"address": "/write/", "text": "To us"}]}},
            {"type": "part", "value": {"part": ready_parts.choices()[0][0]}},
        ]
    )
    words = [word for word in BodyStreamBlock().get_searchable_content(value) if word]
    assert words == ["Opened", "Mind", "The step", "2.4 million who live there", "Write", "To us"]
