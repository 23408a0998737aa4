"""Live figures in rich text: stored by key, shown and edited by their present value."""

import json
import warnings

import pytest
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import expand_db_html

from lbn_site.core import live_figures
from lbn_site.core.rich_text import LONG_FEATURES, SHORT_FEATURES, plain_text

STORED = '<p data-block-key="a1b2c">There are <embed embedtype="live-figure" key="neighbourhoods"/> of them.</p>'


def editor_value(stored: str) -> dict:
    return json.loads(DraftailRichTextArea(features=SHORT_FEATURES).format_value(stored))


def test_a_figure_is_shown_by_its_present_value(campaign):
    assert "There are 225 of them." in expand_db_html(STORED)
    campaign.neighbourhood_count = 1_226
    campaign.save()
    assert "There are 1,226 of them." in expand_db_html(STORED)


def test_plain_text_has_the_figure_filled_in(campaign):
    assert plain_text(STORED).strip() == "There are 225 of them."


def test_the_editor_gets_a_chip_with_the_present_value(campaign):
    value = editor_value(STORED)
    (block,) = value["blocks"]
    assert block["text"] == "There are 225 of them."
    assert block["entityRanges"] == [{"key": 0, "offset": 10, "length": 3}]
    assert value["entityMap"]["0"] == {
        "mutability": "IMMUTABLE",
        "type": "LIVE-FIGURE",
        "data": {"key": "neighbourhoods", "label": "Number of neighbourhoods"},
    }


def test_saving_what_the_editor_got_changes_nothing(campaign):
    widget = DraftailRichTextArea(features=SHORT_FEATURES)
    posted = {"notice": widget.format_value(STORED)}
    assert widget.value_from_datadict(posted, {}, "notice") == STORED


def test_a_figure_that_is_gone_stays_a_chip_and_reads_as_an_ellipsis(campaign):
    stored = '<p data-block-key="a1b2c">In <embed embedtype="live-figure" key="gone"/></p>'
    assert editor_value(stored)["entityMap"]["0"]["data"]["label"] == "Unknown figure"
    assert plain_text(stored).strip() == "In …"


def test_every_text_field_of_the_editor_knows_live_figures():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        widget = DraftailRichTextArea(features=LONG_FEATURES)
    assert "core/live_figure.js" in str(widget.media)


def test_the_chooser_lists_every_figure_with_its_present_value(admin_client, campaign):
    figures = admin_client.get(reverse("core_live_figures")).json()["figures"]
    assert {"key": "neighbourhoods", "label": "Number of neighbourhoods", "value": "225"} in figures
    assert {"key": "active-from", "label": "Active from", "value": "June 2020"} in figures
    assert len(figures) == len(live_figures.all_figures())


def test_the_chooser_is_for_staff_only(client, campaign):
    response = client.get(reverse("core_live_figures"))
    assert response.status_code == 302


def test_a_key_is_registered_once():
    with pytest.raises(ValueError, match="neighbourhoods"):
        live_figures.register("neighbourhoods", label="Again", source=lambda: "1")
