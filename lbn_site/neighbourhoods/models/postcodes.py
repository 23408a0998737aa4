"""Postcodes for the look-up: one release at a time, one row an outward code."""

from django.db import models
from django.db.models import Q

from ..querysets import OutwardCodeQuerySet, PostcodeReleaseQuerySet


class ReleaseState(models.TextChoices):
    LOADING = "loading", "Being loaded; it can continue where it stopped"
    READY = "ready", "Ready"


class PostcodeRelease(models.Model):
    """One set of postcodes, matched to wards. The look-up uses the one that is current.

    `is_complete` says that every English postcode in use was seen, so that one which is missing can be called
    unknown. While it loads, `position` names the part to go on with and `fingerprint` the file it comes from.
    """

    source = models.CharField(max_length=120)
    as_at = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=200, blank=True)
    credit = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ReleaseState.choices, default=ReleaseState.LOADING)
    is_current = models.BooleanField(default=False, editable=False)
    is_complete = models.BooleanField(default=False)
    rows_read = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    position = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PostcodeReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_release_of_postcodes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.as_at})" if self.as_at else self.source


class OutwardCode(models.Model):
    """What the look-up knows about one outward code such as TS3.

    `inside` and `near` map a ward's code to the inward codes inside it, three characters each and joined; those
    in `near` lie within the doubtful distance of its boundary. `outside_near` are inward codes outside every
    listed ward but as close to one. `known` is the bitmap of every inward code in use, in a complete release.
    """

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(PostcodeRelease, on_delete=models.CASCADE, related_name="outward_codes")
    code = models.CharField(max_length=4)
    inside = models.JSONField(default=dict)
    near = models.JSONField(default=dict)
    outside_near = models.JSONField(default=dict)
    known = models.CharField(max_length=700, blank=True)

    objects = OutwardCodeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="one_row_per_outward_code")]

    def __str__(self) -> str:
        return self.code
