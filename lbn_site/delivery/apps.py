from typing import Any

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "lbn_site.delivery"
    label = "delivery"
    verbose_name = "Delivery of pages"

    def ready(self) -> None:
        from django.db.models.signals import pre_save
        from wagtail.contrib.redirects.models import Redirect

        from lbn_site.core import restoring

        from . import normal_form, purge

        # Every way in which Wagtail stores or looks up a redirect (its forms, a page that moves) passes through here.
        Redirect.normalise_path = staticmethod(normal_form.of_typed)  # type: ignore[method-assign]
        pre_save.connect(_write_in_the_normal_form, sender=Redirect, dispatch_uid="delivery:normal-form")
        purge.connect_signals()
        restoring.register(purge.after_restore)


def _write_in_the_normal_form(instance: Any, **kwargs: Any) -> None:
    """For whoever makes a redirect without one of Wagtail's ways."""
    instance.old_path = instance.normalise_path(instance.old_path)
