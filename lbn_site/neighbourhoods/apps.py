from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import reverse


class NeighbourhoodsConfig(AppConfig):
    name = "lbn_site.neighbourhoods"
    label = "neighbourhoods"
    verbose_name = "Neighbourhoods"

    def ready(self) -> None:
        from lbn_site.accounts.roles import Role, grant
        from lbn_site.core import live_figures, public_addresses, ready_parts, search_sources, share_cards
        from lbn_site.core.desk import shortcuts
        from lbn_site.delivery.purge import purge_when_saved

        from . import addresses, cards, figures, parts, published_files, search
        from .desk.access import may_open_desk
        from .models import Edition, Neighbourhood, Outline, PostcodeRelease, PrideInPlaceEdition
        from .pride_in_place import figures as pride_in_place_figures

        live_figures.provide("neighbourhoods", figures.neighbourhood_count)
        live_figures.provide("people", figures.people_count)
        pride_in_place_figures.register()
        search_sources.register("neighbourhoods", search.find_places)
        search_sources.register("pride-in-place", search.find_pride_in_place)
        public_addresses.register("neighbourhoods", addresses.public_addresses)
        share_cards.draw_with("neighbourhoods-place", cards.card_of_place)
        ready_parts.register(
            "neighbourhood-check",
            label="Is my neighbourhood on the list?",
            template="neighbourhoods/check_part.html",
        )
        ready_parts.register(
            "neighbourhood-map",
            label="Map of the neighbourhoods (beside the text above it, where there is room)",
            template="neighbourhoods/map_part.html",
            context=parts.map_of_england,
            styles="map",
        )
        grant(
            Role.DATA_STEWARD,
            "neighbourhoods.add_listimport",
            "neighbourhoods.change_edition",
            "neighbourhoods.publish_edition",
        )
        shortcuts.offer(
            60,
            "Replace the list of neighbourhoods",
            "Upload a file, see what would change and publish it, or go back to an earlier list.",
            address=lambda request: reverse("neighbourhood_desk:index") if may_open_desk(request.user) else None,
        )
        post_migrate.connect(published_files.keep_files_of_all, sender=self)
        purge_when_saved(Edition, Neighbourhood, Outline, PostcodeRelease, PrideInPlaceEdition)
