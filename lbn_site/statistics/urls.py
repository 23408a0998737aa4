"""Below /_private/: a request here keeps its cookies and is never cached (settings.PRIVATE_PREFIXES)."""

from django.urls import path

from . import views

urlpatterns = [path("_private/count", views.count, name="statistics-count")]
