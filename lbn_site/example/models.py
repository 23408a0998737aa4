"""Which parts of the example content were loaded."""

from django.db import models


class LoadedSection(models.Model):
    """A part of the example content that was loaded once and is from then on the staff's own."""

    name = models.CharField(max_length=50, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
