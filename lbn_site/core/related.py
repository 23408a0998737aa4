"""Links between pages of different sections: chosen by staff on either side, shown on both."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, get_page_models

from .addresses import HOME_DEPTH


class RelatedPagesMixin(models.Model):
    """Pages to read with this one. The link shows at both ends, so staff make it once, on either page."""

    related = StreamField(
        [("page", PageChooserBlock())],
        blank=True,
        verbose_name="related pages",
        help_text="Sessions, news, publications or answers. They will link back automatically.",
    )

    related_panels = [FieldPanel("related")]

    class Meta:
        abstract = True

    @property
    def related_groups(self) -> list[tuple[str, list[Page]]]:
        """Related pages and pages that cite this one, by kind: (plural name, pages, newest first).

        Left out are the pages above and below it, which it shows in other places, and itself.
        """
        chosen = [block["value"] for block in self.related.raw_data]
        kin = Q(path__startswith=self.path) | Q(pk__in=self.get_ancestors().values("pk"))  # type: ignore[attr-defined]
        return grouped_by_kind(public_pages((Q(pk__in=chosen) | citing(Page, self.pk)) & ~kin))


def citing(model: type[models.Model], pk: int) -> Q:
    """Pages whose saved content refers to this row in any field (Wagtail's reference index)."""
    types = ContentType.objects.get_for_models(Page, model)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[model], to_object_id=str(pk)
    )
    return Q(pk__in=references.values(page_id=Cast("object_id", models.BigIntegerField())))


def public_pages(which: Q) -> list[Page]:
    """Those of the pages that visitors may find in lists: live, not withdrawn; never the home page.

    One query, however many types they have: `specific()` makes one for each.
    """
    kinds = {model: model._meta.model_name for model in get_page_models() if model is not Page}
    pages = Page.objects.filter(which, depth__gt=HOME_DEPTH).live().select_related(*kinds.values())
    found = [getattr(page, kinds[page.specific_class]) for page in pages if page.specific_class in kinds]
    return [page for page in found if not getattr(page, "is_withdrawn", False)]


def grouped_by_kind(pages: list[Page]) -> list[tuple[str, list[Page]]]:
    """Pages under the plural name of their type, the newest first where they carry a date."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(capfirst(str(page._meta.verbose_name_plural)), []).append(page)
    for group in groups.values():
        group.sort(key=lambda page: (str(getattr(page, "date", "")), page.pk), reverse=True)
    return sorted(groups.items())
