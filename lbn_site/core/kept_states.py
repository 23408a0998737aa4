"""What staff changed or deleted, as it was before: the rows behind the page ‘Undo’ (lbn_site.core.undo)."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class KeptState(models.Model):
    """One thing as it was before it was changed or deleted."""

    class Reason(models.TextChoices):
        CHANGED = "changed", "changed"
        DELETED = "deleted", "deleted"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    # Where the files that were replaced or deleted are kept: the former name, and the name of the copy.
    files = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"])]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def model(self) -> type[models.Model] | None:
        """The class of the thing; None where a later release has no such class."""
        return self.content_type.model_class()

    @property
    def present(self) -> Any:
        """The thing as it is now; None where it is gone."""
        return self.model._base_manager.filter(pk=self.object_id).first() if self.model else None
