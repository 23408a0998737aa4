"""The addresses of votes and comments."""

from django.urls import path

from . import views

urlpatterns = [
    path("helpful/<int:page_id>", views.vote, name="feedback-vote"),
    path("helpful/comment/<str:token>", views.comment, name="feedback-comment"),
]
