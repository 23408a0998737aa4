"""The smallest valid explainers."""

from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.home.models import HomePage


def make_index(home: HomePage, **fields: object) -> ExplainerIndexPage:
    values = {"title": "About", "slug": "about", "search_description": "About the group.", **fields}
    return home.add_child(instance=ExplainerIndexPage(**values))


def make_explainer(index: ExplainerIndexPage, title: str, **fields: object) -> ExplainerPage:
    page = ExplainerPage(**{"title": title, "search_description": f"What {title} is about.", **fields})
    index.add_child(instance=page)
    return page
