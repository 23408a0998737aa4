"""Blocks that only questions use."""

from wagtail import blocks

from lbn_site.core.desk.written_dates import DATE_HINT


class SourceBlock(blocks.StructBlock):
    """Where a reader can check an answer."""

    title = blocks.CharBlock(max_length=250)
    url = blocks.URLBlock(required=False, label="Address", help_text="The full address, with https://")
    publisher = blocks.CharBlock(required=False, max_length=120)
    published_on = blocks.DateBlock(required=False, label="Date", help_text=DATE_HINT)

    class Meta:
        icon = "openquote"
        label = "Source"
        description = "Where a reader can check the answer. Fill in what you know; only the title is needed."
        label_format = "{title}"
