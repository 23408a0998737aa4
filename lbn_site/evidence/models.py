"""Evidence: the sessions of the group, the inquiry, and their index."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from lbn_site.core import page_query
from lbn_site.core.addresses import LONGEST_ADDRESS, absolute
from lbn_site.core.body import BodyMixin
from lbn_site.core.dates import DatedMixin, Precision
from lbn_site.core.listings import chosen_year, page_of
from lbn_site.core.pages import BasePage
from lbn_site.core.related import RelatedPagesMixin
from lbn_site.core.rich_text import LONG_FEATURES, SHORT_FEATURES, RichTextSearchField
from lbn_site.core.structured_data import CONTEXT, described, publisher

from . import panels
from .blocks import ReadingGroupBlock
from .forms import SessionForm
from .querysets import SessionQuerySet


class Theme(models.Model):
    """A subject under which sessions are found."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, help_text="The word in the address: ?theme=health")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EvidenceIndexPage(BasePage):
    """Lists the sessions: those to come, then those that were, by year and theme."""

    introduction = RichTextField(blank=True, features=SHORT_FEATURES)

    page_description = "Lists the inquiries and evidence sessions."
    parent_page_types = ["home.HomePage"]
    subpage_types = ["evidence.EvidenceSessionPage"]
    max_count = 1
    content_panels = [*BasePage.content_panels, *panels.introduction()]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        every = EvidenceSessionPage.objects.listed().select_related("theme")
        themes = list(Theme.objects.all())
        asked = request.GET.get("theme", "")
        theme = next((theme.slug for theme in themes if theme.slug == asked), "")
        year = chosen_year(request.GET)
        to_come = list(every.to_come()[:10])
        coming = [session.pk for session in to_come]
        items, years = page_of(every.exclude(pk__in=coming).of_theme(theme).of_year(year), request.GET), every.years()
        page_query.store_under(request, theme=theme, year=year if year in years else None, page=items.number)
        context.update(
            items=items,
            to_come=to_come,
            without_a_day=EvidenceSessionPage.objects.live().without_a_day().count(),
            inquiries=InquiryPage.objects.live().filter(withdrawn_on__isnull=True),
            themes=themes,
            theme=theme,
            years=years,
            year=year,
        )
        return context


class InquiryPage(DatedMixin, RelatedPagesMixin, BodyMixin, BasePage):
    """A longer piece of work with several sessions of its own below it."""

    page_description = "An inquiry: what it asks, and the evidence sessions that belong to it."
    parent_page_types = ["home.HomePage", "evidence.EvidenceIndexPage"]
    subpage_types = ["evidence.EvidenceSessionPage"]
    content_panels = [*BasePage.content_panels, *DatedMixin.date_panels, *panels.inquiry()]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields, index.FilterField("withdrawn_on")]

    class Meta:
        verbose_name = "inquiry"
        verbose_name_plural = "inquiries"

    @property
    def sessions(self) -> "SessionQuerySet":
        """Its sessions in the order of their numbers."""
        below = EvidenceSessionPage.objects.child_of(self).listed().select_related("theme")
        return below.order_by("number", "date", "pk")


class Attendance(models.TextChoices):
    IN_PERSON = "in-person", "In person"
    ONLINE = "online", "Online"
    BOTH = "both", "In person and online"


# The words of schema.org.
ATTENDANCE_MODES: dict[str, str] = {
    Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.BOTH: "MixedEventAttendanceMode",
}


class EvidenceSessionPage(DatedMixin, RelatedPagesMixin, BodyMixin, BasePage):
    """One session: what was asked, who spoke, what was read, what came of it."""

    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Its number in the series of sessions."
    )
    question = models.CharField(max_length=300, blank=True, verbose_name="question asked")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    starts_at = models.TimeField(null=True, blank=True, verbose_name="from", help_text="UK time, for example 14:00.")
    ends_at = models.TimeField(null=True, blank=True, verbose_name="to")
    attendance = models.CharField(max_length=20, choices=Attendance.choices, blank=True, verbose_name="held")
    place = models.CharField(max_length=200, blank=True, help_text="The room and the building, or the town.")
    joining = models.URLField(
        max_length=LONGEST_ADDRESS,
        blank=True,
        verbose_name="how to take part",
        help_text="The address for booking or joining, shown until the session is over.",
    )
    policy_context = RichTextField(blank=True, features=LONG_FEATURES)
    reading_list = StreamField([("group", ReadingGroupBlock())], blank=True)
    recording_url = models.URLField(max_length=LONGEST_ADDRESS, blank=True, verbose_name="recording")
    transcript = RichTextField(blank=True, features=LONG_FEATURES)
    no_transcript_reason = models.CharField(
        max_length=200, blank=True, help_text="Why the recording has no transcript. Readers see it."
    )
    no_recording_reason = models.CharField(
        max_length=200, blank=True, help_text="Why there is no recording, if there is none. Readers see it."
    )

    base_form_class = SessionForm
    page_description = "An evidence session: when it was, who spoke, the briefing and the recording."
    parent_page_types = ["evidence.EvidenceIndexPage", "evidence.InquiryPage"]
    subpage_types: list[str] = []
    content_panels = [*BasePage.content_panels, *panels.session()]
    search_fields = [
        *BasePage.search_fields,
        *DatedMixin.date_search_fields,
        index.SearchField("question"),
        *BodyMixin.body_search_fields,
        RichTextSearchField("policy_context"),
        RichTextSearchField("transcript"),
        index.SearchField("speaker_names"),
        index.FilterField("withdrawn_on"),
    ]

    objects: ClassVar[Any] = PageManager.from_queryset(SessionQuerySet)()

    class Meta:
        verbose_name = "evidence session"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Asked for once: three places of the template list them.
        self.speakers.get_object_list()  # type: ignore[attr-defined]
        return super().get_context(request, *args, **kwargs)

    @property
    def structured_data(self) -> dict[str, Any]:
        """The session for search engines: what its page shows. An event needs a day and a place: without, nothing."""
        locations = self._locations
        if self.date_precision != Precision.DAY or not locations:
            return {}
        begins, ends = self.starts(), self.ends()
        mode = ATTENDANCE_MODES.get(self.attendance)
        return described(
            "Event",
            self.url,
            name=self.title,
            description=self.question,
            startDate=begins.isoformat(),
            endDate=ends.isoformat() if ends else None,
            eventAttendanceMode=f"{CONTEXT}/{mode}" if mode else None,
            location=locations if len(locations) > 1 else locations[0],
            performer=[{"@type": "Person", "name": speaker.name} for speaker in self.published_speakers],
            organizer=publisher(),
        )

    @property
    def _locations(self) -> list[dict[str, str]]:
        """Where it is held, as far as that is recorded."""
        found = []
        if self.place:
            found.append({"@type": "Place", "name": self.place, "address": self.place})
        if self.attendance in {Attendance.ONLINE, Attendance.BOTH}:
            found.append({"@type": "VirtualLocation", "url": self.joining or absolute(self.url)})
        return found

    @property
    def is_to_come(self) -> bool:
        """Whether it has yet to end: by the clock where its times are known, else by the day."""
        now = timezone.localtime()
        if self.date_precision != Precision.DAY or self.date != now.date():
            return self.date_precision != Precision.UNKNOWN and self.date > now.date()
        last = self.ends_at or self.starts_at
        return last is None or now.time() <= last

    @property
    def calendar_path(self) -> str:
        """Where its calendar file is; empty for a session that is not published, or whose day is not known."""
        is_offered = self.pk and self.live and self.date_precision == Precision.DAY
        return reverse("session-calendar", args=[self.pk]) if is_offered else ""

    @property
    def lacks_recording(self) -> bool:
        """Whether it is over and nobody has added the recording or said why there is none."""
        return not self.is_to_come and not (self.recording_url or self.no_recording_reason)

    @property
    def published_speakers(self) -> list["Speaker"]:
        """Those who agreed that their names be published."""
        return [speaker for speaker in self.speakers.all() if speaker.agreed_to_be_published]

    @property
    def speaker_names(self) -> str:
        """The published speakers for the search."""
        return ", ".join(f"{speaker.name}, {speaker.organisation}" for speaker in self.published_speakers)

    @property
    def unnamed_speakers(self) -> int:
        """How many spoke without agreeing to be named."""
        return sum(not speaker.agreed_to_be_published for speaker in self.speakers.all())

    def starts(self) -> datetime.datetime | datetime.date:
        """When it begins: a moment in UK time, or the day where the hour is not known."""
        return self._moment(self.starts_at) if self.starts_at else self.date

    def ends(self) -> datetime.datetime | None:
        """When it ends; None where that is not known, or not after its beginning."""
        if self.starts_at is None or self.ends_at is None:
            return None
        ends = self._moment(self.ends_at)
        # Not by the hands of the clock, which may be changed in between.
        return ends if ends.timestamp() > self._moment(self.starts_at).timestamp() else None

    def _moment(self, time: datetime.time) -> datetime.datetime:
        return datetime.datetime.combine(self.date, time, tzinfo=timezone.get_default_timezone())


class Speaker(Orderable):
    """Somebody who gave evidence. Public only with their consent."""

    page = ParentalKey(EvidenceSessionPage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=150, blank=True)
    organisation = models.CharField(max_length=150, blank=True)
    agreed_to_be_published = models.BooleanField(
        default=False,
        help_text="Tick only if they agreed. If you do not, neither their name nor their role is shown.",
    )
    part_url = models.URLField(
        max_length=LONGEST_ADDRESS,
        blank=True,
        verbose_name="their part",
        help_text="Where their part of the recording is.",
    )

    panels = panels.speaker()

    def __str__(self) -> str:
        return self.name


class DocumentKind(models.TextChoices):
    BRIEFING = "briefing", "Briefing"
    RESEARCH = "research", "Commissioned research"
    PRESENTATION = "presentation", "Presentation"
    REPORT = "report", "Report of the session"


class SessionDocument(Orderable):
    """A paper of a session: a file, an address elsewhere, or only its title where it is not held here."""

    page = ParentalKey(EvidenceSessionPage, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices, default=DocumentKind.BRIEFING)
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=150, blank=True)
    document = models.ForeignKey(
        "media.CustomDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    url = models.URLField(max_length=LONGEST_ADDRESS, blank=True, verbose_name="or an address elsewhere")

    panels = panels.document()

    def __str__(self) -> str:
        return self.title
