"""Links in rich text lead to live pages only, and many texts need one query."""

import pytest
from wagtail.rich_text import expand_db_html

from lbn_site.core import page_links
from lbn_site.explainers.models import ExplainerPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(home):
    group = ExplainerPage(title="The group", slug="the-group", body=[])
    home.add_child(instance=group)
    return group


def link_to(target, words="the group"):
    return f'<p>Read about <a id="{target.pk}" linktype="page">{words}</a>.</p>'


def test_a_link_leads_to_the_path_of_the_page(group):
    assert expand_db_html(link_to(group)) == '<p>Read about <a href="/the-group/">the group</a>.</p>'


def test_a_link_to_an_unpublished_page_stays_as_words(group):
    group.unpublish()
    assert "href" not in expand_db_html(link_to(group))


def test_a_link_to_a_deleted_page_stays_as_words(group):
    text = link_to(group)
    group.delete()
    assert "href" not in expand_db_html(text)


def test_texts_whose_pages_were_fetched_ask_nothing_more(group, home, django_assert_num_queries):
    answers = [ExplainerPage(title="A", body=[("text", link_to(group))]) for _ in range(3)]
    with page_links.fetched_for(answers), django_assert_num_queries(0):
        texts = [expand_db_html(answer.body[0].value.source) for answer in answers]
    assert all('href="/the-group/"' in text for text in texts)


def test_the_links_in_notes_and_streams_are_both_found(group, home):
    linking = ExplainerPage(title="B", body=[("text", link_to(group))], since_then=link_to(home))
    assert page_links.linked_page_ids(linking) == {str(group.pk), str(home.pk)}
