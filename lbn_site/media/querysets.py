"""Which pictures?"""

from django.db.models import Q
from django.utils import timezone
from wagtail.images.models import ImageQuerySet

from .sizes import RECIPE

MOST_TRIES = 3


class PictureQuerySet(ImageQuerySet):
    """Pictures by what is to be done for them."""

    def due(self) -> "PictureQuerySet":
        """Whose copies are to be made now: not in the hands of a worker, not tried in vain too often or just now."""
        free = Q(copies_not_before=None) | Q(copies_not_before__lt=timezone.now())
        return self.exclude(copies_made=RECIPE).filter(free, copies_tries__lt=MOST_TRIES)
