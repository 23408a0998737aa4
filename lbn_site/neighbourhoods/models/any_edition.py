"""What every set of data that staff replace has in common: where it comes from, and whether visitors see it."""

from typing import Any, ClassVar, Self

from django.db import models

from lbn_site.core.addresses import LONGEST_ADDRESS

from ..querysets import EditionQuerySet


class EditionState(models.TextChoices):
    DRAFT = "draft", "Draft: staff see it, visitors do not"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn: staff see it, visitors do not"


class AnyEdition(models.Model):
    """An edition of some data, whole and with its provenance. At most one of a kind is the current one.

    `noun` is what staff call the data, and `without_it` says why readers need a published edition of them.
    """

    noun: ClassVar[str]
    without_it: ClassVar[str]
    neighbourhoods: Any
    files: Any
    get_absolute_url: Any

    slug = models.SlugField(
        max_length=40,
        unique=True,
        verbose_name="address",
        help_text="The edition's part of its web address, such as 2020-225. It never changes after publication.",
    )
    name = models.CharField(max_length=80, help_text="As visitors see it, such as ‘2020 edition’.")
    order = models.PositiveIntegerField(
        default=0, help_text="Puts editions in order of date: year and month as one number, such as 201909."
    )
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    is_current = models.BooleanField(default=False, editable=False)
    publisher = models.CharField(max_length=120, blank=True)
    method = models.TextField(blank=True, help_text="In plain words, how a neighbourhood gets on the list.")
    licence = models.CharField(max_length=200, blank=True)
    licence_url = models.URLField(max_length=LONGEST_ADDRESS, blank=True)
    credit = models.TextField(blank=True, help_text="Shown on pages and included in every download.")
    retrieved = models.CharField(
        max_length=40,
        blank=True,
        verbose_name="retrieved from the publisher",
        help_text="When the publisher's file was downloaded or sent to you, if known: ‘3 March 2025’.",
    )
    preparation = models.TextField(
        blank=True,
        verbose_name="how the file was made",
        help_text="What was done to the publisher's own file before it was uploaded here, and by which script, if "
        "known.",
    )
    received_on = models.DateField(null=True, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    code_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-order", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.state == EditionState.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == EditionState.WITHDRAWN

    def previous(self) -> Self | None:
        """The published edition before this one in time."""
        return type(self).objects.published().filter(order__lt=self.order).exclude(pk=self.pk).first()
