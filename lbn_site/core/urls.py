"""Addresses that every section shares: feeds and share cards."""

from django.urls import path

from .feeds import NewestFeed
from .share_cards import card_of_address, share_card

urlpatterns = [
    path("feeds/<slug:name>.atom", NewestFeed(), name="feed"),
    path("share/<int:pk>.png", share_card, name="share-card"),
    path("share/<path:address>.png", card_of_address, name="share-card-of-address"),
]
