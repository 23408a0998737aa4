"""The explainers."""

from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.home.models import HomePage


def load() -> None:
    """Make the index and its pages."""
    home = HomePage.objects.get()
    index = ExplainerIndexPage(
        title="About", slug="about", show_in_menus=True, search_description="What the group was and did."
    )
    home.add_child(instance=index)
    index.add_child(
        instance=ExplainerPage(
            title="The group",
            slug="the-group",
            search_description="What the group was.",
            body=[("text", '<p>There are <embed embedtype="live-figure" key="neighbourhoods"/> places.</p>')],
        )
    )
