"""The kinds of things that the search finds, as visitors choose among them."""

from django.db import models

from lbn_site.evidence.models import EvidenceSessionPage, InquiryPage
from lbn_site.faq.models import QuestionPage
from lbn_site.news.models import NewsPage
from lbn_site.publications.models import ChapterPage, PublicationPage


class Kind(models.TextChoices):
    ANSWERS = "answers", "Answers"
    EVIDENCE = "evidence", "Evidence"
    NEWS = "news", "News"
    PUBLICATIONS = "publications", "Publications"
    PLACES = "places", "Places"
    PAGES = "pages", "Other pages"


_KINDS: dict[type[models.Model], Kind] = {
    QuestionPage: Kind.ANSWERS,
    EvidenceSessionPage: Kind.EVIDENCE,
    InquiryPage: Kind.EVIDENCE,
    NewsPage: Kind.NEWS,
    PublicationPage: Kind.PUBLICATIONS,
    ChapterPage: Kind.PUBLICATIONS,
}


def kind_of(model: type[models.Model] | None) -> Kind:
    """The kind of a page type; pages of no kind of their own are 'other pages'."""
    return _KINDS.get(model, Kind.PAGES) if model else Kind.PAGES
