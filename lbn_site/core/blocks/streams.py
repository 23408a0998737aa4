"""The sets of blocks that pages are composed from. Their keys are stored data: never rename one."""

from wagtail import blocks

from ..rich_text import plain_text
from .figures import FigureRowBlock
from .links import CallToActionBlock, LatestPagesBlock, LinkCardsBlock, ReadyPartBlock
from .lists import StepsBlock, TableBlock, TimelineBlock
from .media import DownloadBlock, PictureBlock
from .places import PlacesBlock
from .text import LongTextBlock, NoticeBlock, QuoteBlock

READING = "To read"
SHOWING = "To show"
LEADING = "To take the reader further"


class BodyStreamBlock(blocks.StreamBlock):
    """What a page of text is made of.

    Left out on purpose: raw HTML and embeds (third parties would learn who reads), accordions (hidden text is not
    found, not printed and rarely opened), columns and spacers (they break on phones), a heading on its own (headings
    belong to the text below them), carousels.
    """

    text = LongTextBlock(group=READING)
    notice = NoticeBlock(group=READING)
    quote = QuoteBlock(group=READING)
    steps = StepsBlock(group=READING)
    timeline = TimelineBlock(group=READING)
    figures = FigureRowBlock(group=SHOWING)
    picture = PictureBlock(group=SHOWING)
    table = TableBlock(group=SHOWING)
    download = DownloadBlock(group=LEADING)
    cards = LinkCardsBlock(group=LEADING)
    call = CallToActionBlock(group=LEADING)
    part = ReadyPartBlock(group=LEADING)
    places = PlacesBlock(group=LEADING)

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Without texts that were opened and left empty, once a page is published."""
        if not self.is_deferred_validation:
            for place in reversed(range(len(value))):
                if value[place].block_type == "text" and not plain_text(value[place].value.source).strip():
                    del value[place]
        return super().clean(value)


class HomeStreamBlock(blocks.StreamBlock):
    """What the home page is made of below its title and introduction.

    Left out on purpose: tables, timelines and downloads, which belong on the page of their subject, and all that
    `BodyStreamBlock` leaves out.
    """

    text = LongTextBlock(group=READING)
    notice = NoticeBlock(group=READING)
    quote = QuoteBlock(group=READING)
    steps = StepsBlock(group=READING)
    figures = FigureRowBlock(group=SHOWING)
    picture = PictureBlock(group=SHOWING)
    latest = LatestPagesBlock(group=LEADING)
    cards = LinkCardsBlock(group=LEADING)
    call = CallToActionBlock(group=LEADING)
    part = ReadyPartBlock(group=LEADING)
