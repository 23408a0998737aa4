"""Dates of things that happened, shown only as precisely as they are known."""

import datetime
from contextlib import suppress

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index


class Precision(models.TextChoices):
    DAY = "day", "The day is known"
    MONTH = "month", "Only the month and year are known"
    YEAR = "year", "Only the year is known"
    UNKNOWN = "unknown", "Not recorded: the date is not shown, and is used only to order lists"


def date_in_words(date: datetime.date | None, precision: str = Precision.DAY) -> str:
    """A date as a reader would say it: 14 July 2020, July 2020 or 2020; empty for one that is not recorded."""
    if date is None or precision == Precision.UNKNOWN:
        return ""
    if precision == Precision.YEAR:
        return f"{date.year}"
    return f"{date:%B %Y}" if precision == Precision.MONTH else f"{date.day} {date:%B %Y}"


def moment_in_words(moment: datetime.datetime) -> str:
    """A moment as staff read it everywhere, in UK time: 14 July 2020, 14:00."""
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "DATETIME_FORMAT")


def iso_date(date: datetime.date | None, precision: str = Precision.DAY) -> str:
    """A date for machines, cut to what is known (ISO 8601): 2020-07-14, 2020-07 or 2020; empty where it is not."""
    if date is None or precision == Precision.UNKNOWN:
        return ""
    return date.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)]


def iso_of_words(words: str) -> str:
    """A date that staff wrote in words, for machines: `5 September 2019` is 2019-09-05; empty for any other words."""
    for form, length in (("%d %B %Y", 10), ("%B %Y", 7), ("%Y", 4)):
        with suppress(ValueError):
            return datetime.datetime.strptime(words.strip(), form).date().isoformat()[:length]
    return ""


class DatedMixin(models.Model):
    """When a thing happened or appeared: its own date, not that of its page."""

    date = models.DateField(
        default=timezone.localdate,
        db_index=True,
        help_text="When it happened or was published. If only the month is known, give any day in it.",
    )
    date_precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.DAY, verbose_name="how much of the date is known"
    )
    date_note = models.CharField(
        max_length=150,
        blank=True,
        verbose_name="note on the date",
        help_text="Optional. Shown in brackets after the date, for example to say how it is known.",
    )

    date_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]), FieldPanel("date_note")],
            heading="Date",
        )
    ]
    date_search_fields = [index.FilterField("date")]

    class Meta:
        abstract = True

    @property
    def date_text(self) -> str:
        """The date as readers see it; empty where it is not recorded."""
        return date_in_words(self.date, self.date_precision)

    @property
    def date_iso(self) -> str:
        """The date for `<time datetime>`, feeds and JSON-LD; empty where it is not recorded."""
        return iso_date(self.date, self.date_precision)
