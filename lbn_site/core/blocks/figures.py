"""Blocks that show figures."""

from typing import Any

from wagtail import blocks

from .. import live_figures
from ..rich_text import figure_text
from .text import ShortTextBlock


def live_figure_choices() -> list[tuple[str, str]]:
    """Every live figure, for a choice."""
    return [(figure.key, figure.label) for figure in live_figures.all_figures()]


class FigureValue(blocks.StructValue):
    """A figure with the words below it."""

    @property
    def shown(self) -> str:
        """The live figure's present value, else the number that was typed."""
        return figure_text(self["live"]) if self.get("live") else self.get("number") or ""


class FigureBlock(blocks.StructBlock):
    """One figure and what it counts."""

    live = blocks.ChoiceBlock(
        choices=live_figure_choices,
        required=False,
        search_index=False,
        label="Live figure",
        help_text="Always shows the current value. Use one wherever it exists.",
    )
    number = blocks.CharBlock(
        required=False,
        max_length=20,
        help_text="Use this only where there is no live figure: 206, 2.4 million, £175m.",
    )
    label = blocks.CharBlock(max_length=90, help_text="What it counts, to finish the sentence.")

    def get_searchable_content(self, value: Any) -> list[str]:
        return [" ".join(filter(None, (value.shown, value.get("label"))))]

    class Meta:
        icon = "order"
        label = "Figure"
        value_class = FigureValue


class FigureRowBlock(blocks.StructBlock):
    """Two to four figures side by side."""

    heading = blocks.CharBlock(required=False, max_length=100)
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=4)
    source = ShortTextBlock(required=False, help_text="Where the figures come from, and their date.")

    class Meta:
        icon = "order"
        label = "Row of figures"
        template = "blocks/figure_row.html"
        description = "Two to four large figures, with a few words below each."
        preview_value = {
            "heading": "",
            "figures": [
                {"live": "neighbourhoods", "number": "", "label": "neighbourhoods on the list"},
                {"live": "people", "number": "", "label": "people living in them"},
            ],
            "source": "",
        }
