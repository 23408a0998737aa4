"""The reading list of a session."""

from wagtail import blocks


class ReadingBlock(blocks.StructBlock):
    """One text to read: where it is, who published it, when."""

    title = blocks.CharBlock(max_length=250)
    publisher = blocks.CharBlock(max_length=150, required=False)
    year = blocks.RegexBlock(
        r"^\d{4}$", required=False, error_messages={"invalid": "Give the year with four digits, or leave it empty."}
    )
    url = blocks.URLBlock(required=False, label="Address", help_text="Leave empty where it can no longer be found.")

    class Meta:
        icon = "doc-full"
        label = "Text"


class ReadingGroupBlock(blocks.StructBlock):
    """A group of texts under a heading."""

    heading = blocks.CharBlock(max_length=120, help_text="For example: ‘Background’.")
    items = blocks.ListBlock(ReadingBlock(), label="Texts")

    class Meta:
        icon = "list-ul"
        label = "Group of texts"
