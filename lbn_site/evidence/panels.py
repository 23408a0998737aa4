"""How staff fill in sessions, in the order in which they know things."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel

from lbn_site.core.body import BodyMixin
from lbn_site.core.dates import DatedMixin
from lbn_site.core.related import RelatedPagesMixin


class RecordingReminderPanel(HelpPanel):
    """Asks for the recording of a session that is over."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk and self.instance.lacks_recording)


REMINDER = (
    "<p><strong>This session is over.</strong> Please add its recording with a transcript, "
    "or say in one sentence why there is none.</p>"
)


HELP = (
    "<p>To publish, you need only a title, what you know of the date and place, and a description of one or two "
    "sentences under ‘Promote’. You can add everything else later.</p>"
)


def introduction() -> list[Panel]:
    return [FieldPanel("introduction")]


def inquiry() -> list[Panel]:
    return [*BodyMixin.body_panels, *RelatedPagesMixin.related_panels]


def session() -> list[Any]:
    return [
        RecordingReminderPanel(content=REMINDER),
        HelpPanel(HELP),
        FieldRowPanel([FieldPanel("number"), FieldPanel("theme")]),
        FieldPanel("question"),
        *DatedMixin.date_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("attendance"), FieldPanel("place")]),
                FieldPanel("joining"),
            ],
            heading="Time and place",
        ),
        InlinePanel("speakers", heading="Speakers", label="Speaker"),
        *BodyMixin.body_panels,
        InlinePanel("documents", heading="Briefing, research and other papers", label="Paper"),
        MultiFieldPanel(
            [
                FieldPanel("recording_url"),
                FieldPanel("transcript"),
                FieldPanel("no_transcript_reason"),
                FieldPanel("no_recording_reason"),
            ],
            heading="Recording",
        ),
        FieldPanel("policy_context"),
        FieldPanel("reading_list"),
        *RelatedPagesMixin.related_panels,
    ]


def speaker() -> list[Panel]:
    return [
        FieldPanel("agreed_to_be_published"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("person")]),
        FieldPanel("part_url", heading="Their part of the recording"),
    ]


def document() -> list[Panel]:
    return [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("publisher")]),
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("url"),
    ]
