"""The addresses of the newsletter that are not Wagtail pages. `/newsletter/` itself is a page."""

from django.urls import include, path, register_converter

from . import data_views, views
from .altered_links import AlteredLinkConverter
from .tokens import Purpose

register_converter(AlteredLinkConverter, "altered_link")

patterns = [
    path("sign-up/", views.sign_up, name="sign-up"),
    path("check-your-inbox/", views.check_inbox, name="check-inbox"),
    path("confirm/<str:token>/", views.confirm, name=Purpose.CONFIRM),
    path("confirm/<str:token>/again/", views.confirm_again, name="confirm-again"),
    path("confirmed/", views.confirmed, name="confirmed"),
    path("never/<str:token>/", views.never_mail, name=Purpose.NEVER_MAIL),
    path("unsubscribe/<str:token>/", views.unsubscribe, name=Purpose.UNSUBSCRIBE),
    path("unsubscribe/<str:token>/undo/", views.undo, name="undo"),
    path("unsubscribe/<str:token>/reason/", views.reason, name="reason"),
    path("your-data/", data_views.ask, name="ask-for-data"),
    path("your-data/sent/", data_views.asked, name="asked-for-data"),
    path("your-data/<str:token>/", data_views.open_data, name=Purpose.OPEN_DATA),
    path("your-data/use/<str:token>/", data_views.use_data, name=Purpose.USE_DATA),
]

urlpatterns = [
    path("newsletter/", include((patterns, "newsletter"))),
    path("<altered_link:link>", views.altered, name="newsletter-altered-link"),
]
