"""The page that holds the section's texts; staff write them, the list comes from the current edition."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import SHORT_FEATURES, RichTextSearchField

FIXED_SLUG = "neighbourhoods"


class NeighbourhoodIndexPage(BasePage):
    """The list of neighbourhoods. Its address is fixed, because every place and download stands below it."""

    introduction = RichTextField(
        blank=True,
        features=SHORT_FEATURES,
        help_text="One short paragraph above the list. Live figures stay up to date.",
    )
    check_introduction = RichTextField(
        blank=True,
        features=SHORT_FEATURES,
        verbose_name="introduction of ‘Is my neighbourhood on the list?’",
    )
    not_meant = RichTextField(
        blank=True,
        features=SHORT_FEATURES,
        verbose_name="what being on the list does not mean",
        help_text="Shown below every answer of the check and on every place's page.",
    )

    page_description = "The list of neighbourhoods, the postcode check and the downloads."
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("check_introduction"),
        FieldPanel("not_meant"),
    ]
    search_fields = [*BasePage.search_fields, RichTextSearchField("introduction")]

    class Meta:
        verbose_name = "list of neighbourhoods"

    def clean(self) -> None:
        super().clean()
        if self.slug != FIXED_SLUG:
            raise ValidationError(
                {"slug": f"This address stays ‘{FIXED_SLUG}’: the pages and downloads below it depend on it."}
            )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from ..views.lists import neighbourhood_list

        return neighbourhood_list(request, page=self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)
