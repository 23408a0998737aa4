"""The neighbourhoods that a page is about."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class PlacesBlock(blocks.StructBlock):
    """Links to the pages of neighbourhoods, which then name this page in turn (Wagtail's reference index)."""

    heading = blocks.CharBlock(required=False, max_length=100, default="Neighbourhoods in this text")
    places = blocks.ListBlock(SnippetChooserBlock("neighbourhoods.Place"), min_num=1, max_num=30)

    class Meta:
        icon = "site"
        label = "Neighbourhoods"
        template = "blocks/places.html"
        description = "The neighbourhoods this page is about. Their own pages will link back to it."
