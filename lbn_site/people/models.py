"""The people of the group: who held which role, from when to when."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from lbn_site.core import page_query
from lbn_site.core.addresses import LONGEST_ADDRESS
from lbn_site.core.dates import Precision, date_in_words
from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import SHORT_FEATURES, RichTextSearchField

from .querysets import TermQuerySet


class House(models.TextChoices):
    COMMONS = "commons", "House of Commons"
    LORDS = "lords", "House of Lords"


class Role(models.TextChoices):
    CHAIR = "chair", "Chair"
    CO_CHAIR = "co-chair", "Co-chair"
    VICE_CHAIR = "vice-chair", "Vice-chair"
    OFFICER = "officer", "Officer"
    MEMBER = "member", "Member"

    @classmethod
    def ranks(cls) -> list[str]:
        """The roles in the order in which a line-up names them."""
        return list(cls.values)


class Person(index.Indexed, ClusterableModel):
    """A member of either House who belonged to the group."""

    name = models.CharField(
        max_length=120, help_text="As it should be printed, with titles: ‘Dame Diana Johnson DBE MP’."
    )
    sort_name = models.CharField(max_length=120, help_text="Family name first, for lists: ‘Johnson, Diana’.")
    profile_url = models.URLField(
        max_length=LONGEST_ADDRESS,
        blank=True,
        verbose_name="page on parliament.uk",
        help_text="The member’s own page, if there is one.",
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("sort_name"), FieldPanel("profile_url")], heading="Person"),
        InlinePanel("terms", heading="Roles in the group", label="Role"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Term(Orderable):
    """A role that a person held over a time, with the party and seat they then had."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="terms")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    party = models.CharField(max_length=60, blank=True)
    house = models.CharField(max_length=10, choices=House.choices, blank=True)
    constituency = models.CharField(max_length=100, blank=True, help_text="For members of the House of Commons.")
    began_on = models.DateField(verbose_name="from", help_text="The day, or the earliest day on record.")
    began_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY, verbose_name="how much of it is known"
    )
    ended_on = models.DateField(
        null=True, blank=True, verbose_name="to", help_text="Leave empty while they are in post, or if it is unknown."
    )
    ended_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY, verbose_name="how much of it is known"
    )
    end_not_recorded = models.BooleanField(
        default=False, help_text="Tick this if they have left but nobody recorded when."
    )
    note = models.CharField(max_length=200, blank=True, help_text="One plain sentence that readers will see.")

    objects = TermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("party")]),
        FieldRowPanel([FieldPanel("house"), FieldPanel("constituency")]),
        FieldRowPanel([FieldPanel("began_on"), FieldPanel("began_precision")]),
        FieldRowPanel([FieldPanel("ended_on"), FieldPanel("ended_precision")]),
        FieldPanel("end_not_recorded"),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        indexes = [models.Index(fields=["began_on", "ended_on"], name="people_term_dates")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def clean(self) -> None:
        super().clean()
        if self.began_on and self.ended_on and self.ended_on < self.began_on:
            raise ValidationError({"ended_on": "The end must not be before the start."})
        if self.ended_on and self.end_not_recorded:
            raise ValidationError({"end_not_recorded": "Give the end, or say that it is not recorded, but not both."})

    @property
    def began_text(self) -> str:
        return date_in_words(self.began_on, self.began_precision)

    @property
    def ended_text(self) -> str:
        return date_in_words(self.ended_on, self.ended_precision)


class PeoplePage(BasePage):
    """The group at any date: its officers and members, and who ran and paid for it."""

    introduction = RichTextField(blank=True, features=SHORT_FEATURES)

    page_description = "Who the group’s members and staff were."
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        HelpPanel(
            "<p>People and their roles are kept under ‘People’ in the menu. This page shows them at any date.</p>"
        ),
        InlinePanel("key_dates", heading="Dates to offer", label="Date"),
    ]
    search_fields = [*BasePage.search_fields, RichTextSearchField("introduction")]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        from .line_up import LineUp, asked_date

        context = super().get_context(request, *args, **kwargs)
        date = asked_date(request.GET)
        page_query.store_under(request, on=date if date in {key.date for key in self.key_dates.all()} else None)
        context["line_up"] = LineUp.at(date)
        return context


class KeyDate(Orderable):
    """A date that the page offers as a link, such as the launch."""

    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="key_dates")
    date = models.DateField()
    label = models.CharField(max_length=80, help_text="For example: ‘At the launch’.")

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("label")])]

    def __str__(self) -> str:
        return self.label

    @property
    def iso(self) -> str:
        return self.date.isoformat() if isinstance(self.date, datetime.date) else str(self.date)
