"""The questions page: questions under their topics, each with its answer ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.rich_text import get_text_for_indexing

from lbn_site.core import page_links
from lbn_site.core.addresses import absolute
from lbn_site.core.structured_data import described

from .anchors import former_anchors
from .links import AnswerLinks

if TYPE_CHECKING:
    from .models import QuestionPage

# Up to this many answers stand open; more are folded, so that a reader can look over the questions.
MOST_OPEN_ANSWERS = 8
WITHOUT_TOPIC = "More questions"


@dataclass(frozen=True)
class Entry:
    """A question as it stands on a page: `answer` and `sources` are markup."""

    question: "QuestionPage"
    answer: SafeString
    sources: SafeString
    former_anchors: Sequence[str] = ()
    is_draft: bool = False

    @classmethod
    def of(cls, question: "QuestionPage", links: AnswerLinks, **more: Any) -> "Entry":
        return cls(
            question,
            links.mark(render_to_string("faq/answer.html", {"question": question})),
            links.mark(render_to_string("faq/sources.html", {"sources": question.sources})),
            **more,
        )

    @property
    def answer_text(self) -> str:
        """What the reader reads as the answer, as plain text."""
        return " ".join(get_text_for_indexing(self.answer).split())


@dataclass
class TopicGroup:
    """The questions of one topic. `anchor` holds a full stop, so that no question can have the same."""

    name: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        return f"topic.{slugify(self.name)}"


class Listing:
    """All that the questions page shows: `questions` stand in their order, `draft` is previewed among them."""

    def __init__(
        self,
        *,
        url: str,
        questions: Sequence["QuestionPage"],
        withdrawn: Sequence["QuestionPage"] = (),
        draft: "QuestionPage | None" = None,
    ) -> None:
        self.questions = with_draft(questions, draft)
        self.draft = draft
        self.paths = {str(question.pk): f"{url}{question.anchor}/" for question in self.questions}
        anchors = {self.paths[str(question.pk)]: question.anchor for question in self.questions}
        self.links = AnswerLinks(url, shown=anchors)
        self.former_anchors = former_anchors([*questions, *withdrawn])
        self.withdrawn = [(question, self.former_anchors.get(question.pk, ())) for question in withdrawn]

    @cached_property
    def entries(self) -> list[Entry]:
        with page_links.fetched_for(self.questions, known=self.paths):
            return [
                Entry.of(
                    question,
                    self.links,
                    former_anchors=self.former_anchors.get(question.pk, ()),
                    is_draft=question is self.draft,
                )
                for question in self.questions
            ]

    @cached_property
    def groups(self) -> list[TopicGroup]:
        """The entries under their topics, in the order of the topics; those without one come last."""
        by_topic: dict[Any, list[Entry]] = {}
        for entry in self.entries:
            by_topic.setdefault(entry.question.topic, []).append(entry)
        without_topic = by_topic.pop(None, [])
        topics = sorted(by_topic, key=lambda topic: (topic.sort_order or 0, topic.name))
        groups = [TopicGroup(topic.name, by_topic[topic]) for topic in topics]
        return [*groups, TopicGroup(WITHOUT_TOPIC, without_topic)] if without_topic else groups

    @property
    def has_topics(self) -> bool:
        return any(entry.question.topic_id for entry in self.entries)

    @property
    def is_folded(self) -> bool:
        """Whether answers open on demand."""
        return len(self.questions) > MOST_OPEN_ANSWERS

    @property
    def question_heading(self) -> str:
        return "h3" if self.has_topics else "h2"

    @property
    def structured_data(self) -> dict[str, Any]:
        """The page for search engines (schema.org FAQPage): word for word what readers see."""
        questions = [
            {
                "@type": "Question",
                "name": entry.question.title,
                "url": absolute(f"{self.links.listing_url}#{entry.question.anchor}"),
                "acceptedAnswer": {"@type": "Answer", "text": entry.answer_text},
            }
            for group in self.groups
            for entry in group.entries
        ]
        return described("FAQPage", self.links.listing_url, mainEntity=questions)


def with_draft(questions: Sequence["QuestionPage"], draft: "QuestionPage | None") -> Sequence["QuestionPage"]:
    """The questions with the draft in the place of its published version, or at the end if it has none."""
    if draft is None:
        return questions
    if any(question.pk == draft.pk for question in questions):
        return [draft if question.pk == draft.pk else question for question in questions]
    return [*questions, draft]
