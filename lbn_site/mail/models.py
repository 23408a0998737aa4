"""The outbox: one row a message, and one row that says how sending stands as a whole."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from . import kinds
from .errors import Refusal
from .querysets import OutgoingMessageQuerySet
from .states import State


def new_message_id() -> str:
    """A Message-ID (RFC 5322, 3.6.4), the same for every attempt of one message."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


class OutgoingMessage(models.Model):
    """A message to one person, written in the transaction of the act that causes it.

    Its content is made by its kind just before each attempt (`kinds.Kind.render`), from `about` and `context`,
    so the row holds no link that could be misused. `about` names what the message is about, for its own app.
    """

    dedupe_key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=50)
    about = models.CharField(max_length=100, db_index=True)
    recipient = models.EmailField(max_length=320, blank=True)
    context = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=255, default=new_message_id)
    priority = models.PositiveSmallIntegerField(default=kinds.URGENT)

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED, db_default=State.QUEUED)
    created_at = models.DateTimeField(db_default=Now())
    next_attempt_at = models.DateTimeField(db_default=Now())
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    reply = models.CharField(max_length=500, blank=True)
    reply_code = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    # Has a default in the database too, so that the release before this one can go on writing messages.
    refusal = models.CharField(max_length=20, choices=Refusal.choices, blank=True, default="", db_default="")

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["priority", "next_attempt_at"],
                condition=models.Q(state=State.QUEUED),
                name="mail_waiting",
            ),
            models.Index(fields=["state", "finished_at"], name="mail_state_finished"),
        ]
        permissions = [
            ("deliver_outgoingmessage", "Can send again, cancel and settle messages, and pause all email"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} no. {self.pk}"

    @property
    def kind_label(self) -> str:
        kind = kinds.find(self.kind)
        return kind.label if kind else self.kind


class MonthlyCount(models.Model):
    """How many messages, whose rows are gone, were settled in this state in this month; see `mail.months`."""

    month = models.DateField(help_text="Its first day.")
    state = models.CharField(max_length=10, choices=State.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "state"], name="mail_monthly_count_once")]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}: {self.count} {self.get_state_display()}"


class MailService(models.Model):
    """How sending stands: paused or not, the mail server's health, the last sweep. One row."""

    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=500, blank=True)
    allowed_env = models.CharField(max_length=255, blank=True)
    last_sweep_at = models.DateTimeField(null=True, blank=True)
    server_away_since = models.DateTimeField(null=True, blank=True)
    server_failures = models.PositiveIntegerField(default=0)
    server_error = models.CharField(max_length=500, blank=True)
    next_probe_at = models.DateTimeField(null=True, blank=True)
    refusals_in_a_row = models.PositiveIntegerField(default=0)
    next_slot_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "state of sending"

    def __str__(self) -> str:
        return "How sending stands"

    @classmethod
    def load(cls) -> "MailService":
        """The one row, made on first use."""
        service = cls.objects.filter(pk=1).first()
        return service or cls.objects.get_or_create(pk=1)[0]

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def runs_elsewhere(self) -> bool:
        """Whether this database belongs to another installation, as after copying or restoring it."""
        return bool(self.allowed_env) and self.allowed_env != settings.MAIL_ALLOWED_ENV

    @property
    def may_send(self) -> bool:
        return not self.is_paused and not self.runs_elsewhere
