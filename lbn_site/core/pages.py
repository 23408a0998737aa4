"""The base of every page type of this site."""

from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PagePermissionTester, PageViewRestriction, Revision

from . import first_version, page_links
from .mixins import WithdrawableMixin
from .reserved_slugs import RESERVED, is_refused, is_reserved
from .rich_text import plain_text
from .sections import sections


class PublicPagePermissionTester(PagePermissionTester):
    """Pages are public or unpublished: every visitor gets the same bytes, so none can be password-protected."""

    def can_set_view_restrictions(self) -> bool:
        return False


class PageCopyForm(CopyForm):
    """Copies a page to any free slug that the site does not use itself."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page") or self.page.get_parent()
        if slug and is_reserved(slug, parent, self.page):
            self.add_error("new_slug", RESERVED.format(slug))
        return cleaned


class DescribedPageForm(WagtailAdminPageForm):
    """Opens a new page with a place to write in; asks for the description when it is published, not for a draft."""

    MISSING = "Say in one or two sentences what the page is about. Search results and shared links show this."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.instance.written_in)
        if field and self.instance.pk is None and not self.is_bound:
            self.initial[self.instance.written_in] = field.block.to_python([{"type": "text", "value": ""}])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._name_the_page_at_the_same_address()
        texts = {field.name for field in self.instance._meta.fields if isinstance(field, RichTextField)}
        for name in texts & cleaned.keys():
            # The editor sends an empty paragraph for a text that was left empty.
            if not plain_text(cleaned[name]).strip():
                cleaned[name] = ""
        is_missing = "search_description" in self.fields and not cleaned.get("search_description")
        if is_missing and not self.is_deferred_validation:
            self.add_error("search_description", forms.ValidationError(self.MISSING))
        return cleaned

    def _name_the_page_at_the_same_address(self) -> None:
        """Beside the title, which staff see first: often it is their own draft, which had been saved by itself."""
        if "slug" not in self.errors or "title" not in self.cleaned_data:
            return
        others = self.parent_page.get_children().exclude(pk=self.instance.pk)
        slug = self.data.get(self.add_prefix("slug"), "")
        if slug and is_refused(slug, self.parent_page, self.instance):
            self._errors["slug"] = self.error_class([RESERVED.format(slug)])
        other = others.filter(slug=slug).first()
        if other:
            text = (
                '‘{}’ already has this address. <a href="{}">Edit that page</a>, or give this one '
                "a different title and address."
            )
            address = reverse("wagtailadmin_pages:edit", args=[other.pk])
            self.add_error(
                "title", forms.ValidationError(format_html(text, other.get_admin_display_title(), address))
            )


class BasePage(WithdrawableMixin, Page):
    """A page with a description, a picture for sharing, and a way to withdraw it.

    Subclasses say where they may stand (`parent_page_types`, `subpage_types`) and add their own
    `content_panels` and `search_fields`.
    """

    share_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when the page is shared on social media. If there is none, a card is made from the title.",
    )
    hidden_from_search_engines = models.BooleanField(
        default=False, help_text="Asks search engines not to list this page."
    )

    # The stream of blocks that opens with an empty text on a new page; empty for page types without one.
    written_in: ClassVar[str] = ""
    open_graph_type: ClassVar[str] = "website"
    base_form_class = DescribedPageForm
    copy_form_class = PageCopyForm
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading="Slug: the last part of the address"),
                FieldPanel("seo_title", heading="Title in search results, if different"),
                FieldPanel("search_description", heading="Description (needed to publish)"),
                FieldPanel("share_image"),
                FieldPanel("hidden_from_search_engines"),
            ],
            "For search engines and sharing",
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], "For the site's menu"),
        *WithdrawableMixin.withdrawal_panels,
    ]

    class Meta:
        abstract = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """As Wagtail's; the text that readers have is kept first where nobody ever edited it."""
        first_version.keep_before_the_first_edit(self)
        return super().save_revision(*args, **kwargs)

    @property
    def description(self) -> str:
        """What search engines and shared links say about the page."""
        return self.search_description

    @property
    def status_string(self) -> str:
        """What staff read beside the page in lists: as Wagtail's, and that the page is withdrawn."""
        return f"{super().status_string}, withdrawn" if self.live and self.is_withdrawn else super().status_string

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str | None, str | None] | None:
        """As Wagtail's, with the site's one public address (SITE_URL) as the root."""
        parts = super().get_url_parts(request)
        if parts is None or parts[1] is None:
            return parts
        return parts[0], settings.SITE_URL, parts[2]

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """The address without scheme and host: one bytes-identical page for every host name."""
        parts = self.get_url_parts(request)
        return parts[2] if parts else None

    url = property(get_url)

    def clean(self) -> None:
        if self.slug and is_refused(self.slug, self.get_parent(), self):
            raise forms.ValidationError({"slug": RESERVED.format(self.slug)})
        super().clean()

    @classmethod
    def reserved_slugs(cls) -> frozenset[str]:
        """Slugs that pages of this type must not have, besides those that lead elsewhere."""
        return frozenset()

    def get_route_paths(self) -> list[str]:
        """As Wagtail's, which leaves a redirect at each when the address changes: none where nobody ever was."""
        return super().get_route_paths() if self.live or self.first_published_at else []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As Wagtail's, but the pages that its texts link to are asked for all at once, not text by text."""
        with page_links.fetched_for([self], known={str(section.pk): section.url for section in sections()}):
            response = super().serve(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        if self.is_withdrawn or self.hidden_from_search_engines:
            return []
        return super().get_sitemap_urls(request)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None, whatever stands above: see `PublicPagePermissionTester`. Spares each page two queries."""
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return PublicPagePermissionTester(user, self)


def withdrawn_page_ids() -> set[int]:
    """The ids of all withdrawn pages of every type, in one query: for lists that leave them out."""
    types = [model for model in apps.get_models() if issubclass(model, BasePage)]
    per_type = [
        model.objects.filter(withdrawn_on__isnull=False).order_by().values_list("pk", flat=True) for model in types
    ]
    return set(per_type[0].union(*per_type[1:])) if per_type else set()
