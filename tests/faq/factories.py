"""The smallest questions that are whole."""

from typing import Any

from lbn_site.faq.models import FAQIndexPage, FAQTopic, QuestionPage
from lbn_site.home.models import HomePage


def make_index(**fields: Any) -> FAQIndexPage:
    page = FAQIndexPage(**{"title": "Questions and answers", "slug": "faqs", **fields})
    HomePage.objects.get().add_child(instance=page)
    return page


def make_topic(name: str = "About the group", **fields: Any) -> FAQTopic:
    return FAQTopic.objects.create(name=name, **fields)


def make_question(index: FAQIndexPage, slug: str, title: str | None = None, text: str = "It is so.", **fields: Any):
    """A published question whose answer is `text`, which may hold stored links."""
    fields.setdefault("summary", "<p>In short.</p>")
    fields.setdefault("answer", [("text", f"<p>{text}</p>")])
    page = QuestionPage(title=title or f"{slug.replace('-', ' ').capitalize()}?", slug=slug, **fields)
    index.add_child(instance=page)
    page.save_revision().publish()
    return QuestionPage.objects.get(pk=page.pk)
