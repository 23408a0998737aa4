"""The addresses of consent that are not Wagtail pages."""

from django.urls import path

from . import views
from .forms import ChoiceForm

# Below /cookies/ and yet not a public page: it reads the visitor's cookie (settings.PRIVATE_PREFIXES).
urlpatterns = [path(ChoiceForm.action.lstrip("/"), views.choose, name="cookie-choice")]
