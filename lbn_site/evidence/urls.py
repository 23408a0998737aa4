"""The addresses of evidence that are not Wagtail pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("calendar/sessions.ics", views.all_sessions, name="sessions-calendar"),
    path("calendar/session-<int:pk>.ics", views.one_session, name="session-calendar"),
]
