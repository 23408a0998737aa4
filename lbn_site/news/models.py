"""News: press releases, letters, blogs and what else the group had to say, and their index."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from lbn_site.core import page_query
from lbn_site.core.addresses import absolute
from lbn_site.core.body import BodyMixin
from lbn_site.core.dates import DatedMixin
from lbn_site.core.listings import chosen_year, page_of
from lbn_site.core.mixins import AsAtMixin
from lbn_site.core.page_head import PageHead
from lbn_site.core.pages import BasePage
from lbn_site.core.related import RelatedPagesMixin
from lbn_site.core.rich_text import SHORT_FEATURES
from lbn_site.core.structured_data import described, publisher

from .querysets import NewsQuerySet


class NewsKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", "Announcement"
    ARTICLE = "article", "Article"
    BLOG = "blog", "Blog"
    CONSULTATION_RESPONSE = "consultation-response", "Consultation response"
    JOINT_STATEMENT = "joint-statement", "Joint statement"
    LETTER = "letter", "Letter"
    PRESS_RELEASE = "press-release", "Press release"
    RESEARCH = "research", "Research"


class NewsIndexPage(BasePage):
    """Lists the news, filtered by kind and year."""

    introduction = RichTextField(blank=True, features=SHORT_FEATURES)

    page_description = "Lists the news, the newest first."
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        every = NewsPage.objects.listed()
        kind = request.GET.get("kind", "")
        kind = kind if kind in NewsKind.values else ""
        year = chosen_year(request.GET)
        items, years = page_of(every.of_kind(kind).of_year(year), request.GET), every.years()
        page_query.store_under(request, kind=kind, year=year if year in years else None, page=items.number)
        context.update(
            items=items,
            kinds=NewsKind.choices,
            years=years,
            kind=kind,
            year=year,
        )
        return context


class NewsPage(DatedMixin, RelatedPagesMixin, AsAtMixin, BodyMixin, BasePage):
    """One news item."""

    kind = models.CharField(max_length=30, choices=NewsKind.choices, default=NewsKind.PRESS_RELEASE, db_index=True)

    open_graph_type = "article"
    page_description = "A piece of news with its date."
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        HelpPanel(
            "<p>A news item needs only a title, kind, date and text, and a description of one or two sentences "
            "under ‘Promote’.</p>"
        ),
        FieldPanel("kind"),
        *DatedMixin.date_panels,
        *BodyMixin.body_panels,
        InlinePanel("authors", heading="Authors", label="Author"),
        *RelatedPagesMixin.related_panels,
        *AsAtMixin.as_at_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *DatedMixin.date_search_fields,
        *BodyMixin.body_search_fields,
        index.FilterField("kind"),
        index.FilterField("withdrawn_on"),
    ]

    objects: ClassVar[Any] = PageManager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = "news item"
        verbose_name_plural = "news"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Asked for once: the page and its structured data name them.
        self.authors.get_object_list()  # type: ignore[attr-defined]
        return super().get_context(request, *args, **kwargs)

    @property
    def structured_data(self) -> dict[str, Any]:
        """The item for search engines: what its page shows, no more. Without a date it is no article for them."""
        return described(
            "NewsArticle" if self.date_iso else "CreativeWork",
            self.url,
            headline=self.title,
            articleSection=self.get_kind_display() if self.date_iso else "",
            datePublished=self.date_iso,
            image=absolute(PageHead.of_page(self).card),
            author=[{"@type": "Person", "name": str(author)} for author in self.authors.all()],
            publisher=publisher(),
        )


class NewsAuthor(Orderable):
    """Who wrote a news item: one of the group's people, or anybody else by name."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="For authors who are not in the list of people.")
    role = models.CharField(max_length=150, blank=True, help_text="For example: ‘co-chair of the group’.")

    panels = [FieldPanel("person"), FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]

    def __str__(self) -> str:
        return self.name or (str(self.person) if self.person else "")
