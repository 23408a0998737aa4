"""The register of cookies, and the question that visitors are asked about the optional ones."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.models import DraftStateMixin, RevisionMixin

from lbn_site.core.site_settings import SiteSetting

from .categories import OPTIONAL_CATEGORIES, Category
from .forms import CookieQuestionForm
from .querysets import CookieQuerySet

# What fits two lines of a phone 320 px wide. The column takes more, because older questions are longer.
LONGEST_QUESTION = 65


class Kind(models.TextChoices):
    COOKIE = "cookie", "Cookie"
    STORAGE = "storage", "Browser storage"


class Cookie(DraftStateMixin, RevisionMixin, models.Model):
    """One thing that the site keeps in a browser. Published rows stand on the Cookies page."""

    name = models.CharField(
        max_length=80,
        unique=True,
        help_text="Exactly as the browser shows it. End it with * where the rest of the name changes.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COOKIE)
    category = models.CharField(max_length=10, choices=Category.choices)
    purpose = models.CharField(max_length=250, help_text="What it is for, in one plain sentence.")
    provider = models.CharField(
        max_length=80,
        default="This website",
        verbose_name="set by",
        help_text="Who provides the program that sets and reads it.",
    )
    duration = models.CharField(
        max_length=60, verbose_name="kept for", help_text="For example ‘12 months’ or ‘Until you close the browser’."
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        verbose_name="asked since version",
        help_text="The version of the question that first asked about it.",
    )

    objects = CookieQuerySet.as_manager()

    panels = [
        HelpPanel(
            "<p>Everything the site keeps in a browser must be listed here: visitors read the list on the Cookies "
            "page. If you publish a new optional cookie, or change who sets one, every visitor is asked again.</p>"
        ),
        FieldPanel("name", required_on_save=True),
        FieldPanel("kind"),
        FieldPanel("category"),
        FieldPanel("purpose"),
        FieldPanel("provider"),
        FieldPanel("duration"),
    ]

    class Meta:
        ordering = ["category", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and self.is_optional and not self._is_asked_about_already():
            self.version = CookieQuestion.ask_again()
        super().save(*args, **kwargs)

    @property
    def is_optional(self) -> bool:
        return self.category in OPTIONAL_CATEGORIES

    def covers(self, name: str) -> bool:
        """Whether a cookie of that name is this row's."""
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name

    def _is_asked_about_already(self) -> bool:
        """Whether visitors who answered knew of this cookie, this use of it and this provider."""
        return (
            Cookie.objects.filter(
                pk=self.pk, live=True, name=self.name, category=self.category, provider=self.provider
            ).exists()
            if self.pk
            else False
        )


@register_setting(icon="help", order=210)
class CookieQuestion(SiteSetting):
    """The question in the cookie notice and the number of its version.

    An answer holds for the version it was given to, so a higher number asks everybody again.
    """

    text = models.CharField(
        max_length=110,
        validators=[MaxLengthValidator(LONGEST_QUESTION)],
        default="May we set a cookie to count visits?",
        help_text=f"At most {LONGEST_QUESTION} characters, which is two lines on a small phone.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    base_form_class = CookieQuestionForm
    panels = [
        HelpPanel(
            "<p>The notice appears only while the campaign is not closed and the register has a published optional "
            "cookie in use. Nobody is asked again when you take a cookie off the register.</p>"
        ),
        FieldPanel("text"),
        FieldPanel("ask_everybody_again"),
    ]

    class Meta:
        verbose_name = "cookie question"

    @classmethod
    def ask_again(cls) -> int:
        """Start a new version: all answers given so far stop counting. Returns the new version."""
        question = cls.load()
        cls.objects.filter(pk=question.pk).update(version=models.F("version") + 1)
        question.refresh_from_db()
        return question.version
