from django.apps import AppConfig


class FaqConfig(AppConfig):
    name = "lbn_site.faq"
    label = "faq"
    verbose_name = "Questions and answers"

    def ready(self) -> None:
        from lbn_site.accounts.roles import Role, grant
        from lbn_site.delivery.purge import purge_when_saved

        from .models import FAQTopic

        purge_when_saved(FAQTopic)
        grant(Role.EDITOR, "faq.add_faqtopic", "faq.change_faqtopic", "faq.delete_faqtopic")
