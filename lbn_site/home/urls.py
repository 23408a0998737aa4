"""Addresses that belong to the site as a whole."""

from django.urls import path

from . import views

urlpatterns = [path("favicon.ico", views.icon, name="icon")]
