"""Staff choose a page type from a list that says what each is for."""

import pytest
from wagtail.fields import RichTextField
from wagtail.models import Page, get_page_models
from wagtail.search import index

from lbn_site.core.rich_text import RichTextSearchField

OWN = [model for model in get_page_models() if model is not Page]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_every_page_type_says_what_it_is_for(model):
    description = model.get_page_description()
    assert description.endswith(".")
    assert description != Page.get_page_description()


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_no_page_type_may_stand_just_anywhere(model):
    assert Page not in model.allowed_parent_page_models() or model.max_count == 1


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_the_search_reads_rich_text_with_its_figures(model):
    texts = {field.name for field in model._meta.fields if isinstance(field, RichTextField)}
    searched = [field for field in model.get_search_fields() if isinstance(field, index.SearchField)]
    assert [field for field in searched if field.field_name in texts and type(field) is not RichTextSearchField] == []
