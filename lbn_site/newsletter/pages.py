"""The page where readers sign up."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from lbn_site.core.models import Campaign
from lbn_site.core.pages import BasePage
from lbn_site.core.rich_text import SHORT_FEATURES

from .forms import SignUpForm

DEFAULT_PURPOSE = (
    "The group will use your address for one thing: to send you news about its work when there is some. You can "
    "stop at any time with the link in every email."
)


class SignUpPage(BasePage):
    """Says what the newsletter is, and takes the address."""

    introduction = RichTextField(
        blank=True, features=SHORT_FEATURES, help_text="Why someone would want it: one or two sentences."
    )
    purpose = models.TextField(
        default=DEFAULT_PURPOSE,
        max_length=600,
        verbose_name="what the reader agrees to",
        help_text="Who will write, about what, how often, and how to stop. This appears above the button, and its "
        "exact words are kept with each sign-up. If you change it, later sign-ups keep the new words.",
    )
    call = models.CharField(
        max_length=120,
        default="Get the group’s news by email",
        verbose_name="line on other pages",
        help_text="The line above the sign-up button at the foot of every page.",
    )
    shows_call = models.BooleanField(default=True, verbose_name="show it on every page")

    template = "newsletter/sign_up_page.html"
    page_description = "Where readers sign up for the newsletter."
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    content_panels = [
        HelpPanel(
            "<p>While the campaign is closed, the closing message (Settings → Campaign) replaces the form. To "
            "change the emails, go to Newsletter → Emails.</p>"
        ),
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("purpose"),
        MultiFieldPanel([FieldPanel("call"), FieldPanel("shows_call")], "Invitation to sign up"),
    ]

    class Meta:
        verbose_name = "Newsletter sign-up page"

    @classmethod
    def current(cls) -> "SignUpPage | None":
        """The page where readers sign up now, or None while there is none."""
        return cls.objects.live().first()

    @property
    def description(self) -> str:
        return "The newsletter has closed." if Campaign.current().is_closed else super().description

    @property
    def wording(self) -> str:
        """What a reader agrees to by pressing the button, word for word."""
        return self.purpose.strip()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Never from a cache: the form says when it was shown."""
        response = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.setdefault("form", SignUpForm(source=self.url or ""))
        return context
