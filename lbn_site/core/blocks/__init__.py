"""The blocks that editors compose pages from. Each module holds one family."""

from .text import LongTextBlock, ShortTextBlock

__all__ = ["LongTextBlock", "ShortTextBlock"]
