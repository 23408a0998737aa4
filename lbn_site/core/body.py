"""The running text of a page, composed from the site's blocks."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from .blocks import BodyStreamBlock
from .headings import Anchors, Heading

FEWEST_HEADINGS_FOR_CONTENTS = 3


class BodyField(StreamField):
    """A stream of the site's blocks. Its migrations do not repeat the blocks, so a new block needs none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(BodyStreamBlock(), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class BodyMixin(models.Model):
    """A page with a running text, whose headings become a list of contents where there are several."""

    body = BodyField()

    written_in = "body"
    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        return {**context, "anchors": Anchors(), "contents": self.contents()}

    def contents(self) -> list[Heading]:
        """The main headings of the text; none for a text short enough to do without."""
        headings = [heading for heading in Anchors.of_stream(self.body) if heading.level == 2]
        return headings if len(headings) >= FEWEST_HEADINGS_FOR_CONTENTS else []
