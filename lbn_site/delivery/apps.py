from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "lbn_site.delivery"
    label = "delivery"
    verbose_name = "Delivery of pages"

    def ready(self) -> None:
        from lbn_site.core import restoring

        from . import purge

        purge.connect_signals()
        restoring.register(purge.after_restore)
