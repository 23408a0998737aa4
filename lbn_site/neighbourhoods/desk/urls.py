"""The addresses of the import desk, below /admin/neighbourhoods/; each subject has its own instance of them."""

from django.urls import URLPattern, URLResolver, include, path

from ..importing.kinds import Kind
from ..importing.list_kind import LIST
from ..pride_in_place.kind import PRIDE_IN_PLACE
from . import views

APP = "neighbourhood_desk"
_SHARED = [
    path("", views.index, name="index"),
    path("upload/", views.upload, name="upload"),
    path("imports/<int:pk>/", views.show, name="import"),
    path("imports/<int:pk>/approve/", views.approve, name="approve"),
    path("imports/<int:pk>/discard/", views.discard, name="discard"),
    path("imports/<int:pk>/file/", views.original, name="original"),
    path("editions/<int:pk>/", views.describe, name="describe"),
    path("editions/<int:pk>/return/", views.make_current, name="return"),
    path("editions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("editions/<int:pk>/put-back/", views.put_back, name="put-back"),
]
_OF_THE_LIST = [
    path("editions/<int:pk>/preview/", views.preview_list, name="preview"),
    path("editions/<int:pk>/preview/<slug:code>/", views.preview_place, name="preview-place"),
]
_OF_PRIDE_IN_PLACE = [path("editions/<int:pk>/preview/", views.preview_pride_in_place, name="preview")]


def _instance(address: str, kind: Kind, more: list[URLPattern]) -> URLResolver:
    return path(address, include(([*_SHARED, *more], APP), namespace=kind.namespace), {"kind": kind})


# The longer address first: each instance takes all that begins with its own.
urlpatterns = [
    _instance("pride-in-place/", PRIDE_IN_PLACE, _OF_PRIDE_IN_PLACE),
    _instance("", LIST, _OF_THE_LIST),
]
