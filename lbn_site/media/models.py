"""Images and documents."""

import logging
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.templatetags.static import static
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from . import doorbell
from .files import PictureFile, document_path
from .querysets import PictureQuerySet
from .sizes import ALL_SPECS

logger = logging.getLogger(__name__)

# The name that Wagtail gives to a copy that cannot be made because the original is missing.
NOT_FOUND = "not-found"


class CustomImage(AbstractImage):
    """An uploaded picture with its credit. What it shows is said where it is used (alt text in context)."""

    credit = models.CharField(
        max_length=200, blank=True, help_text="The photographer or source, exactly as it must be credited."
    )
    # The work of lbn_site.media.copies: which copies are made (a `sizes.RECIPE`), and when a worker may try again.
    copies_made = models.CharField(max_length=16, default="", editable=False, db_index=True)
    copies_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    copies_not_before = models.DateTimeField(null=True, editable=False)

    objects = PictureQuerySet.as_manager()

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"

    @property
    def default_alt_text(self) -> str:
        """The words offered for those who cannot see it: the description, never the title, which is a file name."""
        return self.description

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture, and ask for its copies. Raises ValidationError where a new file cannot be read."""
        names: set[str] = set(kwargs.get("update_fields") or ())
        whole = kwargs.get("update_fields") is None
        if whole:
            self.copies_made, self.copies_tries, self.copies_not_before = "", 0, None
        former = CustomImage.objects.filter(pk=self.pk).values_list("file_hash", flat=True).first()
        super().save(*args, **kwargs)
        if former not in {None, self.file_hash} and (whole or "file" in names):
            self.renditions.all().delete()
        if whole:
            doorbell.ring_after_commit(self.pk)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the picture with its copies, those too that a worker is about to store."""
        with transaction.atomic():
            CustomImage.objects.filter(pk=self.pk).hold()
            return super().delete(*args, **kwargs)

    def get_rendition(self, filter: Filter | str) -> "CustomRendition":
        """The copy by Wagtail's filter, made where it is missing; a stand-in where it cannot be made.

        Raises InvalidFilterSpecError for a filter that is none.
        """
        return self.copy_or_none(filter) or self._stand_in()

    def get_renditions(self, *filters: Filter | str) -> dict[str, "CustomRendition"]:
        """As `get_rendition`, by the names of the filters."""
        specs = [item if isinstance(item, str) else item.spec for item in filters]
        return {spec: self.get_rendition(spec) for spec in dict.fromkeys(specs)}

    def missing_copies(self) -> list[Filter]:
        """The copies that are still to be made, in their order."""
        there = set(self.renditions.values_list("filter_spec", "focal_point_key"))
        wanted = [Filter(spec) for spec in ALL_SPECS]
        return [copy for copy in wanted if (copy.spec, copy.get_cache_key(self)) not in there]

    def copy_or_none(self, filter: Filter | str) -> "CustomRendition | None":
        """The copy by this filter, made where it is missing; None, and a line in the log, where it cannot be made."""
        try:
            return super().get_rendition(filter)
        except IntegrityError:
            logger.info("Picture %s was deleted while a copy of it was made.", self.pk)
            return None
        except (DatabaseError, InvalidFilterSpecError):
            raise
        except Exception as error:  # of a missing, damaged or strange original, by whichever library reads it
            spec = filter if isinstance(filter, str) else filter.spec
            logger.warning(
                "Picture %s: the copy %s cannot be made (%s: %s).", self.pk, spec, type(error).__name__, error
            )
            return None

    def _stand_in(self) -> "CustomRendition":
        rendition = CustomRendition(image=self, width=160, height=120)
        rendition.file.name = NOT_FOUND
        return rendition


# Not a field of its own: that would stand behind the fields for size and hash, which a new file fills first.
CustomImage._meta.get_field("file").attr_class = PictureFile  # type: ignore[union-attr]


class CustomRendition(AbstractRendition):
    """A picture in one size and format."""

    # None is remembered beside the database: a picture may go back to its former file, whose copies are gone.
    cache_backend = DummyCache("renditions", {})

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    @property
    def url(self) -> str:
        """Its address; that of a drawing which says so where the copy cannot be made."""
        return static("img/no-picture.svg") if self.file.name == NOT_FOUND else super().url


@receiver(post_delete, sender=CustomRendition)
def _ask_for_it_again(instance: CustomRendition, **kwargs: Any) -> None:
    """A copy that is deleted alone is due again."""
    CustomImage.objects.filter(pk=instance.image_id).update(copies_made="")


class CustomDocument(AbstractDocument):
    """An uploaded file."""

    file = models.FileField(upload_to=document_path, max_length=255)

    admin_form_fields = Document.admin_form_fields
