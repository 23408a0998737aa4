"""The addresses of mail that are not Wagtail pages."""

from django.urls import path

from . import health

urlpatterns = [path("healthz/mail", health.check, name="healthz-mail")]
