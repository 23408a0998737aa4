"""Live figures in the editor: from stored text into a chip, and back.

Apart from `rich_text`, which models import: Wagtail's admin may only be imported once all models are loaded.
"""

from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import KEEP_WHITESPACE, InlineEntityElementHandler

from . import live_figures
from .rich_text import FEATURE, figure_text


class LiveFigureElementHandler(InlineEntityElementHandler):
    """From stored text into the editor: an immutable chip that shows the present value."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        key = attrs.get("key", "")
        figure = live_figures.find(key)
        return {"key": key, "label": figure.label if figure else "Unknown figure"}

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        entity_range = state.current_entity_ranges[-1]
        key = contentstate.entity_map[entity_range.key].data["key"]
        state.current_block.text += figure_text(key)
        state.leading_whitespace = KEEP_WHITESPACE
        super().handle_endtag(name, state, contentstate)


def live_figure_entity(props: dict[str, Any]) -> Any:
    """From the editor into stored text."""
    return DOM.create_element("embed", {"embedtype": FEATURE, "key": props.get("key", "")})
