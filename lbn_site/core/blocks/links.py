"""Blocks that lead to other pages."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from .. import ready_parts
from ..addresses import HOME_DEPTH, path_of
from .text import ShortTextBlock


class LinkValue(blocks.StructValue):
    """A link to a page of this site or elsewhere."""

    @property
    def href(self) -> str:
        page = self.get("page")
        return (path_of(page) if page and page.live else self.get("address")) or ""

    @property
    def words(self) -> str:
        page = self.get("page")
        return self.get("text") or (page.title if page else "")


class LinkBlock(blocks.StructBlock):
    """One link: to a page of this site, or an address."""

    page = blocks.PageChooserBlock(required=False, help_text="A page of this site …")
    address = blocks.CharBlock(
        required=False,
        max_length=500,
        search_index=False,
        help_text="… or an address: https://example.org, or /newsletter/.",
    )
    text = blocks.CharBlock(required=False, max_length=80, help_text="Leave empty to use the page’s title.")

    def clean(self, value: LinkValue) -> LinkValue:
        cleaned = super().clean(value)
        address = cleaned["address"]
        if not address and not cleaned["page"]:
            raise StructBlockValidationError({"page": ValidationError("Choose a page, or give an address.")})
        if address and not address.startswith(("https://", "http://", "mailto:", "/")):
            raise StructBlockValidationError(
                {"address": ValidationError("Start the address with https://, or with / for a page on this site.")}
            )
        if address and not cleaned["text"]:
            raise StructBlockValidationError({"text": ValidationError("Say where the link goes.")})
        return cleaned

    class Meta:
        icon = "link"
        label = "Link"
        value_class = LinkValue


def _some_sections() -> list[Page]:
    """A few pages of this site that have pages below them, to show editors what a block looks like."""
    return list(Page.objects.live().filter(depth=HOME_DEPTH + 1, numchild__gt=0)[:3])


class LinkCardBlock(blocks.StructBlock):
    """A card that leads to a page."""

    page = blocks.PageChooserBlock()
    text = blocks.TextBlock(
        required=False, max_length=200, help_text="One or two sentences. Leave empty to use the page’s description."
    )

    class Meta:
        icon = "doc-full"
        label = "Card"


class LinkCardsBlock(blocks.StructBlock):
    """Cards that lead to pages, in the order chosen."""

    heading = blocks.CharBlock(required=False, max_length=100)
    cards = blocks.ListBlock(LinkCardBlock(), min_num=1, max_num=6)

    def get_preview_value(self) -> Any:
        return self.normalize(
            {"heading": "Begin here", "cards": [{"page": page, "text": ""} for page in _some_sections()]}
        )

    class Meta:
        icon = "list-ul"
        label = "Cards"
        template = "blocks/link_cards.html"
        description = "Up to six cards that link to other pages."


class LatestPagesBlock(blocks.StructBlock):
    """The newest pages of a section, by themselves."""

    heading = blocks.CharBlock(max_length=100)
    section = blocks.PageChooserBlock(help_text="The section to list the newest pages of, for example News.")
    number = blocks.IntegerBlock(min_value=1, max_value=6, default=3)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        section = value.get("section")
        context["section"] = section.specific_deferred if section and section.live else None
        context["pages"] = self._latest(context["section"], value.get("number") or 3)
        return context

    def get_preview_value(self) -> Any:
        return self.normalize({"heading": "The newest", "section": next(iter(_some_sections()), None), "number": 3})

    @staticmethod
    def _latest(section: Any, number: int) -> list[Any]:
        """The newest by their own date where the section's pages are `listed()` by one, else by publication."""
        if section is None:
            return []
        dated = [model.objects for model in section.allowed_subpage_models() if hasattr(model.objects, "listed")]
        if not dated:
            return list(section.get_children().live().order_by("-first_published_at").specific()[:number])
        pages = [page for objects in dated for page in objects.child_of(section).listed()[:number]]
        return sorted(pages, key=lambda page: (page.date, page.pk), reverse=True)[:number]

    class Meta:
        icon = "history"
        label = "Newest pages"
        template = "blocks/latest_pages.html"
        description = "The newest pages in a section. It updates automatically."


class CallToActionBlock(blocks.StructBlock):
    """What the reader can do next: a sentence or two and one or two links."""

    heading = blocks.CharBlock(max_length=100)
    text = ShortTextBlock(required=False)
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=2)

    class Meta:
        icon = "mail"
        label = "What to do next"
        template = "blocks/call_to_action.html"
        description = "One thing the reader can do next: write to us, sign up or read on."
        preview_value = {
            "heading": "Hear from us",
            "text": "<p>A sentence about what happens then.</p>",
            "links": [{"page": None, "address": "/newsletter/", "text": "Sign up"}],
        }


class ReadyPartBlock(blocks.StructBlock):
    """A part that another app of the site offers (`lbn_site.core.ready_parts`)."""

    part = blocks.ChoiceBlock(choices=ready_parts.choices, search_index=False)

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        part = ready_parts.find(value.get("part") or "")
        return part.render(dict(context or {})) if part else ""

    class Meta:
        icon = "cogs"
        label = "Ready-made part"
        description = "A working part of the site, such as the search for a neighbourhood or the newsletter sign-up."
