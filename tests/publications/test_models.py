"""Publications and chapters, as visitors see them."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from lbn_site.core.dates import Precision
from lbn_site.media.models import CustomDocument
from lbn_site.publications.models import PublicationFile

from .factories import chapter_page, publication_page

WITHDRAWN = {"withdrawn_on": datetime.date(2023, 1, 1), "withdrawn_reason": "It was wrong."}


def html_of(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_publication_shows_summary_findings_quotations_and_files(client, home):
    document = CustomDocument.objects.create(
        title="PDF", file=ContentFile(b"x" * 2048, name="study.pdf"), file_size=2048
    )
    page = publication_page(
        written_with="A partner",
        summary="<p>In short.</p>",
        key_findings=[("finding", "<p>Buses matter.</p>")],
        body=[("text", "<p>The long text.</p>")],
        quotations=[("quotation", {"text": "Ask us first", "name": "Ada Example", "role": "Resident"})],
        files=[PublicationFile(title="Full report", document=document)],
    )
    html = html_of(client, page.url)
    for words in ("In short.", "Buses matter.", "The long text.", "‘Ask us first’", "Ada Example", "With A partner"):
        assert words in html
    assert "Full report</a>" in html
    assert "(PDF, 2.0" in html


def test_it_says_how_to_cite_it(client, home):
    page = publication_page("A study", slug="a-study", written_with="A partner")
    citation = "APPG for ‘left behind’ neighbourhoods with A partner (2020). A study. https://lbn.example/publication/a-study/"
    assert page.citation_text == citation
    assert citation in html_of(client, page.url)


def test_a_citation_without_a_recorded_year_says_so(home):
    assert "(no date)" in publication_page(date_precision=Precision.UNKNOWN).citation_text


def test_a_citation_by_staff_stands_as_they_wrote_it(home):
    assert publication_page(citation="Cite me so.").citation_text == "Cite me so."


def test_a_report_in_chapters_has_contents_and_steps(client, home):
    report = publication_page("The report", parent=home, slug="report")
    first, second, third = (chapter_page(report, name, slug=name.lower()) for name in ("One", "Two", "Three"))
    html = html_of(client, "/report/two/")
    assert f'rel="prev" href="{first.url}"' in html
    assert f'rel="next" href="{third.url}"' in html
    assert '<span aria-current="page"><strong>Two</strong></span>' in html
    assert second.url in html_of(client, "/report/")
    assert 'rel="prev" href' not in html_of(client, "/report/one/")
    assert 'rel="next" href' not in html_of(client, "/report/three/")


def test_chapters_that_are_not_public_are_no_step(client, home):
    report = publication_page("The report", parent=home, slug="report")
    chapter_page(report, "One", slug="one")
    chapter_page(report, "A draft chapter", live=False)
    chapter_page(report, "A withdrawn chapter", **WITHDRAWN)
    last = chapter_page(report, "Last", slug="last")
    html = html_of(client, "/report/one/")
    assert "A draft chapter" not in html
    assert "A withdrawn chapter" not in html
    assert f'rel="next" href="{last.url}"' in html


def test_a_withdrawn_chapter_still_shows_the_way_back(client, home):
    report = publication_page("The report", parent=home, slug="report")
    page = chapter_page(report, "Gone", **WITHDRAWN)
    assert "It was wrong." in html_of(client, page.url)


def test_the_index_lists_publications_wherever_they_stand(client, home):
    publication_page("Below the index")
    publication_page("Below home", parent=home, slug="report")
    html = html_of(client, "/publication/")
    assert "Below the index" in html
    assert "Below home" in html


def test_the_index_leaves_out_what_is_not_public(client, home):
    publication_page("A draft study", live=False)
    publication_page("A scheduled study", live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    publication_page("An unpublished study").unpublish()
    publication_page("A withdrawn study", **WITHDRAWN)
    html = html_of(client, "/publication/")
    for title in ("A draft", "A scheduled", "An unpublished", "A withdrawn"):
        assert f"{title} study" not in html


@pytest.mark.parametrize(("query", "shown"), [("?year=2020", True), ("?year=2021", False), ("?year=abc", True)])
def test_the_index_filters_by_year(client, home, query, shown):
    publication_page("A study of 2020")
    assert ("A study of 2020" in html_of(client, f"/publication/{query}")) is shown


def test_a_chapter_names_its_report_once_above_its_title(client, home):
    chapter = chapter_page(publication_page("A report"), "A chapter")
    above = html_of(client, chapter.url).partition("<h1>")[0].partition("<main")[2]
    assert above.count(f">{chapter.get_parent().title}</a>") == 1
