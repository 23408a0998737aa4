"""Editions of the list, and the neighbourhoods on each.

A neighbourhood is a ward as it stood at the edition's date. Ward names repeat and codes are retired, so the
identity is the GSS code; `Place` carries it across editions, for pages, links and everything that mentions it.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.urls import reverse

from lbn_site.core.names import searchable, slug_of

from ..querysets import NeighbourhoodQuerySet, PlaceQuerySet
from .any_edition import AnyEdition


class Edition(AnyEdition):
    """One edition of the list, with where it comes from. At most one is the current list."""

    noun = "list"
    without_it = (
        "Without it every page that names the number of neighbourhoods would have none to name, and nobody could "
        "check a place."
    )

    published = models.CharField(
        max_length=40,
        blank=True,
        verbose_name="first published",
        help_text="When it was published, if known: ‘5 September 2019’ or ‘2020’.",
    )
    expected_count = models.PositiveIntegerField(default=225, help_text="How many neighbourhoods it should have.")
    geography = models.CharField(
        max_length=80, blank=True, default="Wards, December 2017", help_text="Which wards, and their date."
    )
    wards_in_england = models.PositiveIntegerField(
        null=True,
        blank=True,
        verbose_name="number of wards in England",
        help_text="How many there were at that date: 7,433 in December 2017. A neighbourhood’s rank is shown against "
        "it; leave it empty where it is not known.",
    )
    deprivation_index = models.CharField(max_length=80, blank=True)
    needs_index = models.CharField(max_length=80, blank=True)
    population_source = models.CharField(max_length=200, blank=True)
    deprivation_source = models.CharField(max_length=200, blank=True)
    measures_note = models.TextField(
        blank=True,
        help_text="Shown wherever measures are shown: what was worked out here and is not a published figure.",
    )
    needs_ranks_may_be_published = models.BooleanField(
        default=False,
        verbose_name="Community Needs Index figures may be published",
        help_text="Leave this off unless the publisher has said in writing that its scores and ranks may be shown.",
    )

    class Meta:
        ordering = ["-order", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_edition_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state="published"), name="only_a_published_edition_is_current"
            ),
        ]
        permissions = [
            ("publish_edition", "Can approve another person's import and choose the current edition"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("neighbourhoods-edition", args=[self.slug])


class Place(models.Model):
    """A neighbourhood across all editions: what pages link to and what news and sessions mention."""

    code = models.CharField(max_length=9, unique=True, help_text="GSS code of the ward, such as E05001676.")
    name = models.CharField(max_length=100)
    authority = models.CharField(max_length=100, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "authority"]

    def __str__(self) -> str:
        return f"{self.name} ({self.authority})" if self.authority else self.name

    def get_absolute_url(self) -> str:
        return place_address(self.code, self.name)


def place_address(code: str, name: str) -> str:
    """The address of a place's page: its name for people, its code for ever."""
    return reverse("neighbourhoods-place", args=[slug_of(name) or "ward", code.lower()])


class Neighbourhood(models.Model):
    """A place as one edition has it. Figures that the edition does not give are None."""

    wagtail_reference_index_ignore = True

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="neighbourhoods")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="appearances")
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    authority_code = models.CharField(max_length=9, blank=True)
    authority = models.CharField(max_length=100)
    authority_code_now = models.CharField(max_length=9, blank=True)
    authority_now = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    region_code = models.CharField(max_length=9, blank=True)
    region = models.CharField(max_length=60, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    small_areas = models.PositiveSmallIntegerField(null=True, blank=True)
    small_areas_most_deprived_tenth = models.PositiveSmallIntegerField(null=True, blank=True)
    deprivation_score = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    deprivation_rank = models.PositiveIntegerField(null=True, blank=True)
    needs_score = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    needs_rank = models.PositiveIntegerField(null=True, blank=True)
    civic_assets_rank = models.PositiveIntegerField(null=True, blank=True)
    connectedness_rank = models.PositiveIntegerField(null=True, blank=True)
    engaged_community_rank = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    # Where the map draws it: metres on the British National Grid (EPSG:27700), from latitude and longitude.
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    # Slugs of the names, so that pages by region and authority are one indexed look-up.
    region_slug = models.SlugField(max_length=60, blank=True)
    authority_slug = models.SlugField(max_length=100, blank=True)
    authority_now_slug = models.SlugField(max_length=100, blank=True)
    # What the filter and the search look in (core.names).
    words = models.TextField(blank=True, editable=False)

    objects = NeighbourhoodQuerySet.as_manager()

    class Meta:
        ordering = ["name", "authority"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="one_neighbourhood_per_code")]
        indexes = [
            models.Index(fields=["edition", "name", "authority"]),
            models.Index(fields=["edition", "region_slug"]),
            models.Index(fields=["edition", "authority_slug"]),
            models.Index(fields=["edition", "authority_now_slug"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.authority})"

    def get_absolute_url(self) -> str:
        return place_address(self.code, self.name)

    def fill_ways_to_it(self, constituencies: Iterable[str]) -> None:
        """Set the slugs and the words from the names; called before rows are stored in bulk."""
        self.region_slug = slug_of(self.region)
        self.authority_slug = slug_of(self.authority)
        self.authority_now_slug = slug_of(self.authority_now)
        areas = (self.authority, self.authority_now, self.county, self.region)
        self.words = searchable(self.name, *areas, *constituencies, self.code)

    @property
    def authority_has_changed(self) -> bool:
        """Whether its authority of then has since been replaced by another."""
        if not self.authority_now_slug:
            return False
        return self.authority_now_slug != self.authority_slug

    @property
    def authority_is_renamed(self) -> bool:
        """Whether the same authority merely has another name today: its code is the same."""
        return (
            self.authority_has_changed
            and bool(self.authority_code)
            and self.authority_code == self.authority_code_now
        )

    def under_another_code(self) -> "Neighbourhood | None":
        """The same name in the same authority on the current list, where a review of wards gave it another code."""
        authorities = {self.authority_slug, self.authority_now_slug} - {""}
        listed = Neighbourhood.objects.on_current_list().exclude(code=self.code).filter(name=self.name)
        same = listed.filter(Q(authority_slug__in=authorities) | Q(authority_now_slug__in=authorities))[:2]
        return same[0] if len(same) == 1 else None

    @property
    def present_authority(self) -> str:
        return self.authority_now if self.authority_now_slug else self.authority

    @property
    def present_authority_slug(self) -> str:
        return self.authority_now_slug or self.authority_slug


class Boundaries(models.TextChoices):
    """Which review of constituencies; the value is the general election that first used it."""

    SINCE_2010 = "2010", "2010 to 2024"
    SINCE_2024 = "2024", "since 2024"


class Constituency(models.Model):
    """A constituency that a neighbourhood lies in, wholly or in part. `share` is the part of its residents, 0–1."""

    wagtail_reference_index_ignore = True

    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.CASCADE, related_name="constituencies")
    boundaries = models.CharField(max_length=4, choices=Boundaries.choices)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100)
    share = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its position in the source's list.")

    class Meta:
        verbose_name_plural = "constituencies"
        ordering = ["-boundaries", "-share", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "boundaries", "slug"], name="one_constituency_each")
        ]
        indexes = [models.Index(fields=["slug"])]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, where only a part lies in it."""
        return round(self.share * 100) if self.share is not None and self.share < 1 else None
