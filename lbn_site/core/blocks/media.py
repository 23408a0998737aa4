"""Blocks that show pictures and offer files."""

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .text import ShortTextBlock


class PictureWidth(models.TextChoices):
    TEXT = "text", "As wide as the text"
    WIDE = "wide", "As wide as the page"


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows (or a tick that it only decorates) and a caption."""

    image = ImageBlock(search_index=False)
    caption = ShortTextBlock(required=False, label="Caption")
    width = blocks.ChoiceBlock(choices=PictureWidth.choices, default=PictureWidth.TEXT, search_index=False)

    class Meta:
        icon = "image"
        label = "Picture"
        template = "blocks/picture.html"
        description = "A photograph or drawing. Describe it for people who cannot see it."

    def bulk_to_python(self, values: Any) -> Any:
        """The pictures of a page with their copies, in one query for all."""
        blocks = super().bulk_to_python(values)
        models.prefetch_related_objects([block["image"] for block in blocks if block["image"]], "renditions")
        return blocks


class DownloadBlock(blocks.StructBlock):
    """A file to take away; its kind and size are shown."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False, max_length=150, help_text="Leave empty to use the file’s own title.")
    about = blocks.CharBlock(
        required=False, max_length=200, help_text="What is in it, so that nobody downloads it needlessly."
    )

    class Meta:
        icon = "download"
        label = "Download"
        template = "blocks/download.html"
        description = (
            "A file, shown with its type and size. Say the important things on the page as well: do not rely on a "
            "PDF alone."
        )
