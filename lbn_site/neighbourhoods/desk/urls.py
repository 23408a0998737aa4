"""The addresses of the import desk, below /admin/neighbourhoods/."""

from django.urls import path

from . import views

urlpatterns = [
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
    path("editions/<int:pk>/preview/", views.preview_list, name="preview"),
    path("editions/<int:pk>/preview/<slug:code>/", views.preview_place, name="preview-place"),
]
