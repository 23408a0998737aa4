"""Publications: reports and briefings, read here first and kept as files besides; long ones in chapters."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from lbn_site.core import page_query
from lbn_site.core.addresses import absolute
from lbn_site.core.blocks import ShortTextBlock
from lbn_site.core.blocks.text import QuoteBlock
from lbn_site.core.body import BodyMixin
from lbn_site.core.campaign import Campaign
from lbn_site.core.dates import DatedMixin
from lbn_site.core.listings import ListedQuerySet, chosen_year, page_of
from lbn_site.core.mixins import AsAtMixin
from lbn_site.core.pages import BasePage
from lbn_site.core.related import RelatedPagesMixin
from lbn_site.core.rich_text import SHORT_FEATURES, RichTextSearchField, plain_text
from lbn_site.core.structured_data import described, publisher


class PublicationIndexPage(BasePage):
    """Lists every publication, wherever it stands in the tree, by year."""

    introduction = RichTextField(blank=True, features=SHORT_FEATURES)

    page_description = "Lists the reports and briefings."
    parent_page_types = ["home.HomePage"]
    subpage_types = ["publications.PublicationPage"]
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        every = PublicationPage.objects.listed()
        year = chosen_year(request.GET)
        items, years = page_of(every.of_year(year), request.GET), every.years()
        page_query.store_under(request, year=year if year in years else None, page=items.number)
        context.update(items=items, years=years, year=year)
        return context


class PublicationPage(DatedMixin, RelatedPagesMixin, AsAtMixin, BodyMixin, BasePage):
    """One publication: summary, findings and text on the page, its files besides, its chapters below."""

    written_with = models.CharField(
        max_length=200, blank=True, help_text="A partner or author other than the group, as printed on the cover."
    )
    summary = RichTextField(
        blank=True, features=SHORT_FEATURES, help_text="Up to 60 plain words: what it says, and who it matters to."
    )
    key_findings = StreamField([("finding", ShortTextBlock())], blank=True)
    quotations = StreamField([("quotation", QuoteBlock())], blank=True, verbose_name="what witnesses said")
    citation = models.CharField(
        max_length=400,
        blank=True,
        help_text="How to cite it. If you leave this empty, it is made from the title, year and address.",
    )

    open_graph_type = "article"
    page_description = "A report or briefing as a page, with its PDF beside it."
    parent_page_types = ["publications.PublicationIndexPage", "home.HomePage"]
    subpage_types = ["publications.ChapterPage"]
    content_panels = [
        *BasePage.content_panels,
        HelpPanel(
            "<p>Write the text here and add the PDF as a file, because pages work better on phones and with screen "
            "readers. For a long report, add a page below this one for each chapter.</p>"
        ),
        *DatedMixin.date_panels,
        FieldPanel("written_with"),
        FieldPanel("summary"),
        FieldPanel("key_findings"),
        *BodyMixin.body_panels,
        FieldPanel("quotations"),
        InlinePanel("files", heading="Files", label="File"),
        FieldPanel("citation"),
        *RelatedPagesMixin.related_panels,
        *AsAtMixin.as_at_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *DatedMixin.date_search_fields,
        RichTextSearchField("summary"),
        index.SearchField("key_findings"),
        *BodyMixin.body_search_fields,
        index.SearchField("quotations"),
        index.SearchField("written_with"),
        index.FilterField("withdrawn_on"),
    ]

    objects: ClassVar[Any] = PageManager.from_queryset(ListedQuerySet)()

    class Meta:
        verbose_name = "publication"

    @property
    def structured_data(self) -> dict[str, Any]:
        """The publication for search engines: what its page shows, no more; its authors as it is cited."""
        partner = {"@type": "Organization", "name": self.written_with} if self.written_with else None
        return described(
            "Report",
            self.url,
            name=self.title,
            datePublished=self.date_iso,
            abstract=plain_text(self.summary),
            author=[publisher(), partner] if partner else [publisher()],
            publisher=publisher(),
        )

    @property
    def chapters(self) -> "list[ChapterPage]":
        """Its live chapters in the order of the page tree."""
        return list(ChapterPage.objects.child_of(self).live().filter(withdrawn_on__isnull=True).order_by("path"))

    @property
    def citation_text(self) -> str:
        """How to cite it: author, year where it is recorded, title, address."""
        if self.citation:
            return self.citation
        author = Campaign.current().name
        if self.written_with:
            author = f"{author} with {self.written_with}"
        year = self.date_iso[:4] or "no date"
        return f"{author} ({year}). {self.title}. {absolute(self.url or '/')}"


class PublicationFile(Orderable):
    """A file of a publication."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(max_length=200, help_text="For example: ‘Full report’ or ‘Data tables’.")
    document = models.ForeignKey("media.CustomDocument", on_delete=models.CASCADE, related_name="+")

    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("document")])]

    def __str__(self) -> str:
        return self.title


class ChapterPage(BodyMixin, BasePage):
    """One chapter of a long report, with the way to the others."""

    page_description = "A chapter of a long publication."
    parent_page_types = ["publications.PublicationPage"]
    subpage_types: list[str] = []
    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields, index.FilterField("withdrawn_on")]

    class Meta:
        verbose_name = "chapter"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        report = self.get_parent().specific
        chapters = report.chapters
        place = next((number for number, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        context.update(report=report, chapters=chapters)
        if place is not None:
            context["previous"] = chapters[place - 1] if place else None
            context["next"] = chapters[place + 1] if place + 1 < len(chapters) else None
        return context
