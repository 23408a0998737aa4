"""What core adds to Wagtail: live figures in rich text."""

from typing import Any

from wagtail import hooks

from . import rich_text


@hooks.register("register_rich_text_features")
def register_live_figure(features: Any) -> None:
    """Let rich text hold live figures: stored, shown and converted for the editor."""
    features.register_embed_type(rich_text.LiveFigureEmbedHandler)
    features.register_converter_rule(
        "contentstate",
        rich_text.FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{rich_text.FEATURE}"]': rich_text.LiveFigureElementHandler(rich_text.ENTITY_TYPE)
            },
            "to_database_format": {"entity_decorators": {rich_text.ENTITY_TYPE: rich_text.live_figure_entity}},
        },
    )
    features.default_features.append(rich_text.FEATURE)
