"""The sections of the site: what menus and trails lead to."""

from lbn_site.core.sections import section_of, sections
from tests.news.factories import news_page
from tests.publications.factories import chapter_page, publication_page


def titles_of_trail(client, page) -> list[str]:
    html = client.get(page.url).content.decode()
    trail = html.split('<nav class="trail"')[1].split("</nav>")[0]
    return [step.split("</a>")[0].split(">")[-1] for step in trail.split("<a ")[1:]]


def test_the_sections_are_the_live_pages_below_the_front_page_in_the_order_of_the_tree(home):
    news, publication = news_page(), publication_page()
    publication.get_parent().specific.unpublish()
    assert [section.pk for section in sections()] == [news.get_parent().pk]
    assert section_of(news) == news.get_parent()
    assert section_of(publication) is None


def test_the_trail_of_a_page_far_below_names_each_page_above_it(client, home):
    chapter = chapter_page(publication_page("A study"), "The first chapter")
    assert titles_of_trail(client, chapter) == ["Home", "Publications", "A study"]


def test_the_trail_leads_to_no_section_that_is_not_there(client, home):
    page = news_page()
    page.get_parent().specific.unpublish()
    assert titles_of_trail(client, page) == ["Home"]
