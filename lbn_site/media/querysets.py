"""Which pictures?"""

from django.db import transaction
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

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them with their copies, those too that a worker is about to store."""
        with transaction.atomic():
            self.hold()
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def hold(self) -> None:
        """Let nobody store a copy of them until the transaction ends: what is looked up then stays all there is."""
        list(self.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
