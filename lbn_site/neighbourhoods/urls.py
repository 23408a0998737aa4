"""The addresses below /neighbourhoods/. The list itself is a Wagtail page."""

from django.urls import path, re_path

from .views import areas, changes, check, data, editions, lists, places, pride_in_place

SECTION = "neighbourhoods/"

urlpatterns = [
    path(f"{SECTION}check/", check.check, name="neighbourhoods-check"),
    path(f"{SECTION}check/answer/", check.answer, name="neighbourhoods-answer"),
    path(f"{SECTION}check/data/<slug:outward>.json", check.postcode_file, name="neighbourhoods-postcode-file"),
    path(f"{SECTION}check/postcodes/", check.postcodes, name="neighbourhoods-postcodes"),
    path(f"{SECTION}check/postcodes/<slug:outward>/", check.outward_code, name="neighbourhoods-outward-code"),
    path(f"{SECTION}map/", lists.england, name="neighbourhoods-map"),
    path(f"{SECTION}regions/", areas.regions, name="neighbourhoods-regions"),
    path(f"{SECTION}regions/<slug:slug>/", areas.region, name="neighbourhoods-region"),
    path(f"{SECTION}authorities/", areas.authorities, name="neighbourhoods-authorities"),
    path(f"{SECTION}authorities/<slug:slug>/", areas.authority, name="neighbourhoods-authority"),
    path(f"{SECTION}constituencies/", areas.constituencies, name="neighbourhoods-constituencies"),
    path(f"{SECTION}constituencies/<slug:slug>/", areas.constituency, name="neighbourhoods-constituency"),
    path(f"{SECTION}editions/", editions.index, name="neighbourhoods-editions"),
    path(f"{SECTION}editions/<slug:slug>/", editions.edition, name="neighbourhoods-edition"),
    path(
        f"{SECTION}editions/<slug:slug>/compared-with/<slug:other>/",
        editions.comparison,
        name="neighbourhoods-comparison",
    ),
    path(f"{SECTION}pride-in-place/", pride_in_place.overview, name="neighbourhoods-pride-in-place"),
    path(
        f"{SECTION}pride-in-place/data/<slug:slug>/<str:name>",
        pride_in_place.download,
        name="neighbourhoods-pride-in-place-download",
    ),
    path(f"{SECTION}data/", data.page, name="neighbourhoods-data"),
    path(f"{SECTION}data/changes/", changes.page, name="neighbourhoods-changes"),
    path(f"{SECTION}data/changes.atom", changes.ChangesFeed(), name="neighbourhoods-changes-feed"),
    path(f"{SECTION}data/current/<str:name>", data.current_download, name="neighbourhoods-current-download"),
    path(f"{SECTION}data/<slug:slug>/<str:name>", data.download, name="neighbourhoods-download"),
    path(f"{SECTION}api/", data.api_root, name="neighbourhoods-api"),
    path(f"{SECTION}api/openapi.json", data.api_description, name="neighbourhoods-api-description"),
    path(f"{SECTION}api/editions/", data.api_editions, name="neighbourhoods-api-editions"),
    path(f"{SECTION}api/editions/<slug:slug>/", data.api_edition, name="neighbourhoods-api-edition"),
    path(f"{SECTION}api/places/", data.api_places, name="neighbourhoods-api-places"),
    path(f"{SECTION}api/places/<slug:code>/", data.api_place, name="neighbourhoods-api-place"),
    re_path(
        rf"^{SECTION}(?P<slug>[a-z0-9-]+)-(?P<code>[eE]\d{{8}})/$",
        places.place,
        name="neighbourhoods-place",
    ),
    path("n/<slug:code>/", places.permanent, name="neighbourhoods-permanent"),
    path("n/<slug:code>.<slug:ending>", data.place_file, name="neighbourhoods-place-file"),
]
