"""Which neighbourhoods the government chose for its Pride in Place Programme, and which wards lie in their areas.

Each edition is worked out for the wards of one edition of the list. A neighbourhood of the programme has an area only
where it is a statistical area (MSOA, 2021); its share of a ward is counted in the ward's small areas (LSOA, 2011).
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .any_edition import AnyEdition
from .editions import Edition

LONGEST_NAME = 200  # in Scotland a neighbourhood may bear the names of five


class Cohort(models.TextChoices):
    """When a neighbourhood was chosen. Phase 1 are whole towns, which have no area here."""

    PHASE_1 = "phase 1", "Phase 1"
    PHASE_2 = "phase 2", "Phase 2"
    EXPANSION_2026 = "2026 expansion", "2026 expansion"


class PrideInPlaceEdition(AnyEdition):
    """What is known at one date. At most one edition is the current one."""

    noun = "file"
    without_it = "Without it the texts that name its figures would have none to name."

    list_edition = models.ForeignKey(
        Edition,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="edition of the list",
        help_text="The wards it was worked out for.",
    )
    as_at = models.CharField(
        max_length=40,
        blank=True,
        verbose_name="as at",
        help_text="The day whose facts it gives, such as ‘28 November 2026’.",
    )
    expected_count = models.PositiveIntegerField(
        default=1, help_text="How many neighbourhoods of the programme it should name."
    )
    sources = models.TextField(blank=True, help_text="Each source on a line of its own, with its date.")

    class Meta:
        ordering = ["-order", "-pk"]
        verbose_name = "edition of the Pride in Place data"
        verbose_name_plural = "editions of the Pride in Place data"
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_edition_of_pride_in_place"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state="published"),
                name="only_a_published_edition_of_pride_in_place_is_current",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("neighbourhoods-pride-in-place")


class ChosenNeighbourhood(models.Model):
    """A place in the programme, under the name that the government gave it."""

    wagtail_reference_index_ignore = True

    edition = models.ForeignKey(PrideInPlaceEdition, on_delete=models.CASCADE, related_name="neighbourhoods")
    cohort = models.CharField(max_length=20, choices=Cohort.choices)
    name = models.CharField(max_length=LONGEST_NAME)
    authority = models.CharField(max_length=100, blank=True)
    authority_slug = models.SlugField(max_length=100, blank=True)
    nation = models.CharField(max_length=20, blank=True)
    msoa_code = models.CharField(max_length=9, blank=True)

    class Meta:
        ordering = ["name", "authority"]
        indexes = [models.Index(fields=["edition", "cohort", "authority_slug"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.authority})" if self.authority else self.name


class Overlap(models.Model):
    """How many of a ward's small areas lie in the area of a chosen neighbourhood: at least one."""

    wagtail_reference_index_ignore = True

    neighbourhood = models.ForeignKey(ChosenNeighbourhood, on_delete=models.CASCADE, related_name="overlaps")
    ward_code = models.CharField(max_length=9)
    small_areas_inside = models.PositiveSmallIntegerField()
    small_areas = models.PositiveSmallIntegerField(help_text="All small areas of the ward.")

    class Meta:
        ordering = ["ward_code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "ward_code"], name="one_overlap_of_ward_and_neighbourhood"
            ),
            models.CheckConstraint(
                condition=Q(small_areas_inside__gte=1) & Q(small_areas_inside__lte=models.F("small_areas")),
                name="part_of_a_ward_is_no_more_than_the_ward",
            ),
        ]
        indexes = [models.Index(fields=["ward_code"])]

    def __str__(self) -> str:
        return f"{self.ward_code} in {self.neighbourhood}"
