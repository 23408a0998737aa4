"""Who gets the newsletter, and the record of how they asked for it."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from lbn_site.core.dates import moment_in_words

from .email_address import NotAnAddressError, parse_pattern
from .mail_wording import MailWording
from .pages import SignUpPage
from .querysets import AppendOnlyQuerySet, SubscriptionQuerySet

__all__ = [
    "BlockedAddress",
    "ConsentEvent",
    "ConsentWording",
    "EventKind",
    "Limit",
    "MailWording",
    "SignUpPage",
    "Subscription",
    "SubscriptionState",
    "Suppression",
    "SuppressionReason",
    "Tally",
]


class SubscriptionState(models.TextChoices):
    PENDING = "pending", "Not confirmed yet"
    CONFIRMED = "confirmed", "Subscribed"
    UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
    REFUSED = "refused", "Address does not exist"
    ERASED = "erased", "Erased"


class Subscription(models.Model):
    """One address on the list. After erasure, and some time after leaving, the row stays without the address."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(max_length=254, blank=True)
    address_key = models.CharField(max_length=254, unique=True, null=True, blank=True)
    state = models.CharField(max_length=20, choices=SubscriptionState.choices, default=SubscriptionState.PENDING)
    # Raised whenever older links of a purpose must die; part of what is signed.
    link_version = models.PositiveIntegerField(default=1)
    access_version = models.PositiveIntegerField(default=0)
    confirmations = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)
    already_told_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "subscriber"
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["state", "requested_at"], name="newsletter_state_requested")]
        permissions = [
            ("export_subscription", "Can export subscribers"),
            ("import_subscription", "Can import subscribers who are then asked to confirm"),
            ("import_confirmed", "Can import subscribers whose consent is evidenced"),
            ("erase_subscription", "Can erase subscribers"),
        ]

    def __str__(self) -> str:
        return self.address or f"Subscriber no. {self.pk} (address erased)"

    @property
    def can_leave(self) -> bool:
        """Whether the address is on the list, or waits to be."""
        return self.state in {SubscriptionState.CONFIRMED, SubscriptionState.PENDING}

    @property
    def about(self) -> str:
        """How the outbox names this subscription."""
        return f"subscription:{self.public_id.hex}"


class ConsentWording(models.Model):
    """What stood beside the form, word for word. Kept for as long as anybody's record refers to it."""

    fingerprint = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    first_shown_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Wording {self.pk}, first used on {moment_in_words(self.first_shown_at)}"


class EventKind(models.TextChoices):
    REQUESTED = "requested", "asked to subscribe"
    CONFIRMED = "confirmed", "confirmed the subscription"
    UNSUBSCRIBED = "unsubscribed", "unsubscribed"
    CAME_BACK = "came-back", "undid unsubscribing"
    NEVER_MAIL = "never-mail", "asked never to be emailed"
    REFUSED = "refused", "was refused by the mail server: the address does not exist"
    IMPORTED = "imported", "was imported"
    RESENT = "resent", "was sent the confirmation email again by staff"
    ASKED_FOR_DATA = "asked-for-data", "asked what we hold"
    ERASED = "erased", "was erased"


class ConsentEvent(models.Model):
    """One line of the consent record. Lines are added, never changed; they go only with their subscription."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=200, blank=True)
    wording = models.ForeignKey(ConsentWording, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    privacy_notice = models.CharField(max_length=100, blank=True)
    # The name as it was then, as the account may be renamed or deleted and the record must not change with it.
    staff = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["kind", "at"], name="newsletter_event_kind_at")]

    def __str__(self) -> str:
        return f"{moment_in_words(self.at)}: {self.get_kind_display()}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("A line of the consent record cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A line of the consent record cannot be deleted.")


class SuppressionReason(models.TextChoices):
    UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
    ERASED = "erased", "Erased"
    REFUSED = "refused", "Address does not exist"
    NEVER_MAIL = "never-mail", "Asked never to be emailed"


class Suppression(models.Model):
    """An address that must not be put on the list by anybody but its owner, known by its hash alone."""

    fingerprint = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=20, choices=SuppressionReason.choices)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.get_reason_display()


class BlockedAddress(models.Model):
    """An address, a name before the @, or a domain that the newsletter never writes to; edited by staff."""

    pattern = models.CharField(
        max_length=254,
        unique=True,
        help_text="‘postmaster@’ blocks that name at every domain, ‘@example.org’ a whole domain, "
        "‘name@example.org’ one address.",
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "blocked address"
        verbose_name_plural = "blocked addresses"
        ordering = ["pattern"]

    def __str__(self) -> str:
        return self.pattern

    def clean(self) -> None:
        super().clean()
        try:
            self.pattern = parse_pattern(self.pattern)
        except NotAnAddressError as error:
            raise ValidationError({"pattern": str(error)}) from None

    def save(self, *args, **kwargs) -> None:
        self.pattern = parse_pattern(self.pattern)
        super().save(*args, **kwargs)


class Limit(models.Model):
    """When something limited was last done, under a keyed hash; see `newsletter.limits`."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    moments = models.JSONField(default=list)
    touched_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{len(self.moments)} times"


class Tally(models.Model):
    """How often something happened on a day, for staff; nothing about whom."""

    day = models.DateField()
    what = models.CharField(max_length=30)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "what"], name="newsletter_tally_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.what} {self.count}"
