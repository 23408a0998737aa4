from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "lbn_site.feedback"
    label = "feedback"
    verbose_name = "Was this helpful?"

    def ready(self) -> None:
        from . import retention  # noqa: F401  # its rule stands in the privacy notice
