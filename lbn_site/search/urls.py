"""The addresses of the search and of the sitemaps."""

from django.urls import path

from . import sitemaps, views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("sitemap/", sitemaps.readable_sitemap, name="readable-sitemap"),
    path("sitemap.xml", sitemaps.sitemap_xml, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
