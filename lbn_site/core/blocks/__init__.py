"""The blocks that editors compose pages from. Each module holds one family."""

from .streams import BodyStreamBlock, HomeStreamBlock
from .text import LongTextBlock, ShortTextBlock

__all__ = ["BodyStreamBlock", "HomeStreamBlock", "LongTextBlock", "ShortTextBlock"]
