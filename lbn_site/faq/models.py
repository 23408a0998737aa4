"""Questions, their topics, and the page that shows them all."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index

from lbn_site.core import rich_text
from lbn_site.core.blocks import LongTextBlock
from lbn_site.core.mixins import AsAtMixin, ReviewMixin, WithdrawableMixin
from lbn_site.core.pages import BasePage
from lbn_site.core.related import RelatedPagesMixin
from lbn_site.core.reserved_slugs import template_ids

from .blocks import SourceBlock
from .links import AnswerLinks
from .listing import Entry, Listing
from .panels import FormerAddressesPanel
from .querysets import QuestionQuerySet

# No headings: the question is the heading of its answer. Long answers belong in an explainer, linked from here.
ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", rich_text.FEATURE]
ON_QUESTIONS_PAGE = "on-questions-page"
MOST_NEIGHBOURS = 5


class FAQTopic(models.Model):
    """A heading under which questions stand together."""

    name = models.CharField(
        max_length=80, unique=True, help_text="Readers see it as a heading, for example ‘About the group’."
    )
    sort_order = models.IntegerField(null=True, blank=True, editable=False)

    panels = [FieldPanel("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = "topic of questions"
        verbose_name_plural = "topics of questions"

    def __str__(self) -> str:
        return self.name


class FAQIndexPage(BasePage):
    """All questions with their answers, under their topics."""

    introduction = RichTextField(
        blank=True,
        features=rich_text.SHORT_FEATURES,
        help_text="One or two sentences before the questions. Leave it empty if the questions speak for themselves.",
    )

    page_description = "All questions and answers on one page."
    parent_page_types = ["home.HomePage"]
    subpage_types = ["faq.QuestionPage"]
    max_count = 1
    # The list of questions opens in their order on the page, ready to be dragged or moved by arrow keys.
    admin_default_ordering = "ord"

    content_panels = [
        HelpPanel(
            "<p>The questions are pages below this one. To change their order, open the list of pages below it, "
            "then drag a question by its handle, or focus the handle and use the arrow keys and Enter. Topics have "
            "their own list in the menu.</p>"
        ),
        *BasePage.content_panels,
        FieldPanel("introduction"),
    ]
    search_fields = [*BasePage.search_fields, rich_text.RichTextSearchField("introduction")]

    class Meta:
        verbose_name = "questions page"

    @property
    def description(self) -> str:
        return self.search_description or self.introduction_text

    @property
    def introduction_text(self) -> str:
        return rich_text.plain_text(self.introduction)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Wagtail's, with the listing; `draft` is a question to be shown as it would stand in it."""
        context = super().get_context(request, *args, **kwargs)
        questions = QuestionPage.objects.child_of(self).live().in_order().select_related("topic")
        context["listing"] = Listing(
            url=self.url or "",
            questions=[question for question in questions if not question.is_withdrawn],
            withdrawn=[question for question in questions if question.is_withdrawn],
            draft=kwargs.get("draft"),
        )
        return context


class QuestionPage(RelatedPagesMixin, AsAtMixin, ReviewMixin, BasePage):
    """A question with its answer. It stands on the questions page and has an address of its own."""

    summary = RichTextField(
        features=[rich_text.FEATURE],
        max_length=300,
        verbose_name="short answer",
        help_text="The answer in one or two plain sentences. It comes first, and search engines show it.",
    )
    answer = StreamField(
        [("text", LongTextBlock(features=ANSWER_FEATURES))],
        help_text="What a reader needs to know, in short paragraphs. If it is long, write an explainer instead and "
        "link to it from here.",
    )
    sources = StreamField(
        [("source", SourceBlock())],
        blank=True,
        help_text="Where a reader can check the answer, with the best source first.",
    )
    topic = models.ForeignKey(
        FAQTopic,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text="The heading that the question comes under. Without one, it comes at the end.",
    )

    objects: ClassVar[Any] = PageManager.from_queryset(QuestionQuerySet)()

    asks_if_helpful = True
    written_in = "answer"
    page_description = "A question as a reader would ask it, and its answer."
    parent_page_types = ["faq.FAQIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        TitleFieldPanel(
            "title",
            heading="Question",
            placeholder="What would a reader ask?",
            help_text="In the reader’s own words, with a question mark.",
        ),
        FieldPanel("summary"),
        FieldPanel("answer"),
        FieldPanel("topic", widget=forms.Select),
        *AsAtMixin.as_at_panels,
        FieldPanel("sources", classname="collapsed"),
        *RelatedPagesMixin.related_panels,
        *ReviewMixin.review_panels,
    ]
    # The short answer is the description, so staff are not asked for another.
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FormerAddressesPanel(),
                FieldPanel("share_image"),
                FieldPanel("hidden_from_search_engines"),
            ],
            "Address and sharing",
        ),
        *WithdrawableMixin.withdrawal_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        rich_text.RichTextSearchField("summary"),
        index.SearchField("answer"),
        rich_text.RichTextSearchField("since_then"),
    ]

    class Meta:
        verbose_name = "question"

    @classmethod
    def reserved_slugs(cls) -> frozenset[str]:
        """The ids of the templates: a question's slug is its id on the list."""
        return template_ids()

    @property
    def anchor(self) -> str:
        """The id of the question on the questions page; a stand-in while a draft has no slug."""
        if self.slug in template_ids():
            return f"{self.slug}-question"
        return self.slug or "new-question"

    @property
    def listing_url(self) -> str:
        """Where the question stands among the others: the place to send a reader who may ask more."""
        return f"{self.get_parent().specific.url}#{self.anchor}"

    @property
    def summary_text(self) -> str:
        return rich_text.plain_text(self.summary)

    @property
    def description(self) -> str:
        return self.summary_text

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        index_page = self.get_parent().specific
        context["links"] = AnswerLinks(index_page.url or "")
        context["entry"] = Entry.of(self, context["links"])
        context["related_groups"] = self.related_groups
        named = {page.pk for _, pages in context["related_groups"] for page in pages}
        others = (
            QuestionPage.objects.child_of(index_page).standing().in_order().exclude(pk__in={self.pk, *named} - {None})
        )
        context["neighbours"] = others.filter(topic=self.topic_id)[:MOST_NEIGHBOURS]
        return context

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("", "On its own page"), (ON_QUESTIONS_PAGE, "On the questions page")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name != ON_QUESTIONS_PAGE:
            return super().serve_preview(request, mode_name)
        index_page = self.get_parent().specific
        context = index_page.get_context(request, draft=self)
        return TemplateResponse(request, index_page.get_template(request), context)
