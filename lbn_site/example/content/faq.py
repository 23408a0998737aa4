"""The questions page with the owner's five questions and those that a reader asks next."""

from lbn_site.example.markup import rich_text
from lbn_site.faq.models import FAQIndexPage, FAQTopic, QuestionPage
from lbn_site.home.models import HomePage

from .faq_questions import QUESTIONS, TOPICS, Question


def load() -> None:
    """Make the topics and the page, then every question, and last the answers, which link to each other."""
    for number, name in enumerate(TOPICS, start=1):
        FAQTopic.objects.create(name=name, sort_order=number)
    index = _make_index()
    pages = {question.slug: _make_question(index, question) for question in QUESTIONS}
    for question in QUESTIONS:
        _fill(pages[question.slug], question)


def _make_index() -> FAQIndexPage:
    index = FAQIndexPage(
        title="Questions and answers",
        slug="faqs",
        show_in_menus=True,
        search_description="What a ‘left behind’ neighbourhood is, how the list was made, who the group was, and "
        "what became of the Community Wealth Fund.",
        introduction=rich_text(
            "Answers to common questions about ‘left behind’ neighbourhoods and the group. Each answer gives the "
            "date when it was correct. A note headed ‘Since then’ says what has changed."
        ),
    )
    HomePage.objects.get().add_child(instance=index)
    return index


def _make_question(index: FAQIndexPage, question: Question) -> QuestionPage:
    page = QuestionPage(title=question.title, slug=question.slug, summary=rich_text(question.short), answer=[])
    index.add_child(instance=page)
    return page


def _fill(page: QuestionPage, question: Question) -> None:
    """Give the question its answer."""
    page.topic = FAQTopic.objects.get(name=question.topic)
    page.answer = [("text", rich_text(question.answer))]
    page.as_at = question.as_at
    page.since_then = rich_text(question.since_then) if question.since_then else ""
    page.sources = [
        ("source", {"title": source.title, "publisher": source.publisher, "published_on": source.date})
        for source in question.sources
    ]
    page.save()
