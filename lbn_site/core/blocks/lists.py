"""Blocks that list things in an order that matters, and tables."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .text import ShortTextBlock


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=100)
    text = ShortTextBlock(required=False)

    class Meta:
        icon = "arrow-right"
        label = "Step"


class StepsBlock(blocks.StructBlock):
    """How something works, step by step."""

    heading = blocks.CharBlock(required=False, max_length=100)
    steps = blocks.ListBlock(StepBlock(), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = "Steps"
        template = "blocks/steps.html"
        description = "How something works, in numbered steps."
        preview_value = {
            "heading": "How it works",
            "steps": [{"title": "First", "text": "<p>This.</p>"}, {"title": "Then", "text": "<p>That.</p>"}],
        }


class EventBlock(blocks.StructBlock):
    """One entry of a timeline."""

    when = blocks.CharBlock(max_length=40, help_text="As a reader would say it, such as July 2020.")
    text = ShortTextBlock()

    class Meta:
        icon = "date"
        label = "Event"


class TimelineBlock(blocks.StructBlock):
    """What happened when, oldest first."""

    heading = blocks.CharBlock(required=False, max_length=100)
    events = blocks.ListBlock(EventBlock(), min_num=2)

    class Meta:
        icon = "calendar-alt"
        label = "Timeline"
        template = "blocks/timeline.html"
        description = "What happened when, oldest first."
        preview_value = {
            "heading": "The story so far",
            "events": [
                {"when": "June 2020", "text": "<p>It began.</p>"},
                {"when": "March 2024", "text": "<p>It ended.</p>"},
            ],
        }


class TableBlock(TypedTableBlock):
    """A small table with a caption, whose columns hold text or numbers."""

    text = blocks.CharBlock(required=False, icon="pilcrow", label="Text")
    number = blocks.CharBlock(required=False, icon="order", label="Number")
    rich_text = ShortTextBlock(required=False, label="Text with links")

    class Meta:
        icon = "table"
        label = "Table"
        template = "blocks/table.html"
        description = "A small table. Give it a caption. The first column holds the row headings."
        preview_value = {
            "caption": "Neighbourhoods by region",
            "columns": [{"type": "text", "heading": "Region"}, {"type": "number", "heading": "Neighbourhoods"}],
            "rows": [{"values": ["North East", "56"]}, {"values": ["North West", "54"]}],
        }
