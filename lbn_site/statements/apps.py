from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "lbn_site.statements"
    label = "statements"
    verbose_name = "Cookies, privacy and accessibility statements"

    def ready(self) -> None:
        from lbn_site.accounts import roles
        from lbn_site.accounts.roles import Role
        from lbn_site.consent.models import Cookie, CookieQuestion
        from lbn_site.delivery.purge import purge_when_saved
        from lbn_site.feedback.models import FeedbackSettings

        purge_when_saved(Cookie, CookieQuestion, FeedbackSettings)
        roles.grant(Role.WRITER, "consent.add_cookie", "consent.change_cookie")
        roles.grant(Role.EDITOR, "consent.publish_cookie", "consent.delete_cookie")
        roles.grant(Role.PUBLISHER, "consent.change_cookiequestion", "feedback.change_feedbacksettings")
