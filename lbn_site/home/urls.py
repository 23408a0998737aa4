"""Addresses that belong to the site as a whole."""

from django.urls import path

from . import views, well_known

urlpatterns = [
    path("favicon.ico", views.icon, name="icon"),
    path(".well-known/security.txt", well_known.security_txt, name="security-txt"),
    path(".well-known/change-password", well_known.change_password, name="change-password"),
]
