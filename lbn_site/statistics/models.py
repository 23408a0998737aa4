"""What is counted: page views by day, visits of people who agreed, and the totals that remain of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting

from lbn_site.consent.models import CookieQuestion
from lbn_site.core.addresses import LONGEST_ADDRESS
from lbn_site.core.dates import moment_in_words
from lbn_site.core.site_settings import SiteSetting

from . import provider_address


class Method(models.TextChoices):
    OFF = "off", "Do not count visits"
    BUILT_IN = "built-in", "Count visits here, of people who say yes"
    PROVIDER = "provider", "Let our own Matomo, Plausible or GoatCounter count people who say yes"


class Provider(models.TextChoices):
    MATOMO = "matomo", "Matomo"
    PLAUSIBLE = "plausible", "Plausible"
    GOATCOUNTER = "goatcounter", "GoatCounter"


@register_setting(icon="view", order=220)
class StatisticsSettings(SiteSetting):
    """What staff want to know about visits, and who counts."""

    method = models.CharField(
        max_length=10,
        choices=Method.choices,
        default=Method.OFF,
        verbose_name="visits",
        help_text="Unless you choose ‘do not count’, every page asks visitors for their consent.",
    )
    count_all_page_views = models.BooleanField(
        default=False,
        verbose_name="count page views of everyone",
        help_text="Adds one to a page’s total for the day and keeps nothing else. It leaves out people who said no, "
        "or whose browser asks not to be tracked.",
    )
    keep_visits_days = models.PositiveSmallIntegerField(
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        verbose_name="days to keep single visits",
        help_text="After this, only each day’s totals remain. The privacy notice shows this number.",
    )
    keep_page_counts_days = models.PositiveSmallIntegerField(
        default=730,
        validators=[MinValueValidator(30), MaxValueValidator(1095)],
        verbose_name="days to keep page views",
        help_text="After this, a day’s page views are deleted. The privacy notice shows this number.",
    )
    provider = models.CharField(max_length=12, choices=Provider.choices, blank=True, verbose_name="program")
    provider_url = models.URLField(
        max_length=LONGEST_ADDRESS,
        blank=True,
        verbose_name="its address",
        help_text="Where you host it, for example https://stats.example.org. Pages then allow only this host.",
    )
    provider_site = models.CharField(
        max_length=80,
        blank=True,
        verbose_name="name or number of this website there",
        help_text="Matomo: the site’s number. Plausible: its domain. GoatCounter: leave empty.",
    )

    panels = [
        HelpPanel(
            "<p>The counts are under Reports → Visits. Visits are counted only while the campaign is not closed.</p>"
        ),
        MultiFieldPanel(
            [
                FieldPanel("method"),
                FieldPanel("count_all_page_views"),
                FieldPanel("keep_visits_days"),
                FieldPanel("keep_page_counts_days"),
            ],
            "Counting",
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    "<p>If you choose your own program, publish the cookies it sets in the register (Settings → "
                    "Cookies) as optional. Until you do, visitors are not asked and the program is not loaded.</p>"
                ),
                FieldPanel("provider"),
                FieldPanel("provider_url"),
                FieldPanel("provider_site"),
            ],
            "A program of your own",
        ),
    ]

    class Meta:
        verbose_name = "statistics"

    def clean(self) -> None:
        super().clean()
        if self.method != Method.PROVIDER:
            return
        if not self.provider:
            raise ValidationError({"provider": "Choose the program that counts."})
        if fault := provider_address.fault(self.provider_url):
            raise ValidationError({"provider_url": fault})
        if self.provider != Provider.GOATCOUNTER and not self.provider_site:
            raise ValidationError({"provider_site": "Give the name or number that this website has there."})
        if self.provider == Provider.MATOMO and not self.provider_site.isdigit():
            raise ValidationError({"provider_site": "Matomo gives each website a number: enter that number."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A yes was given to who counted then: another one must ask anew."""
        before = type(self).objects.filter(pk=self.pk).first()
        if self.method != Method.OFF and (before is None or before._counter != self._counter):
            CookieQuestion.ask_again()
        super().save(*args, **kwargs)

    @property
    def _counter(self) -> tuple[str, str, str]:
        """Who counts the visits of people who agree."""
        return self.method, self.provider_origin, self.provider if self.provider_origin else ""

    @property
    def counts_visits(self) -> bool:
        """Whether the site itself counts the visits of people who agree."""
        return self.method == Method.BUILT_IN

    @property
    def provider_origin(self) -> str:
        """The host that pages allow, as scheme and host; empty while no provider is chosen."""
        return provider_address.origin(self.provider_url) if self.method == Method.PROVIDER else ""


class PageCount(models.Model):
    """How often one address was opened on one day."""

    day = models.DateField(db_index=True)
    path = models.CharField(max_length=200)
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="one_count_a_page_and_day")]

    def __str__(self) -> str:
        return f"{self.path} on {self.day}: {self.views}"


class Visit(models.Model):
    """One visit of somebody who agreed to be counted; deleted after `keep_visits_days`."""

    visitor = models.CharField(max_length=32, db_index=True)
    started_at = models.DateTimeField(db_index=True)
    last_seen_at = models.DateTimeField()
    is_return = models.BooleanField()
    referring_site = models.CharField(max_length=100, blank=True)
    pages = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Visit of {moment_in_words(self.started_at)}"


class VisitTotal(models.Model):
    """What remains of the visits of one day."""

    day = models.DateField(unique=True)
    visits = models.PositiveIntegerField()
    visitors = models.PositiveIntegerField()
    returns = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day}: {self.visits} visits"


class ReferralTotal(models.Model):
    """How many visits of one day came from one other website."""

    day = models.DateField(db_index=True)
    site = models.CharField(max_length=100)
    visits = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "site"], name="one_total_a_site_and_day")]

    def __str__(self) -> str:
        return f"{self.site} on {self.day}: {self.visits}"
