from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "lbn_site.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from . import (
            feeds,
            live_figures,
            public_addresses,
            ready_parts,
            reserved_slugs,
            share_cards,
            storable_text,
            undo,
            whole_numbers,
        )
        from .campaign import Campaign
        from .desk import exports, menus, shortcuts, written_dates

        menus.offer_only_pages_that_can_be_added()
        undo.connect_signals()
        storable_text.clean_every_text()
        reserved_slugs.refuse_them()
        whole_numbers.bound_those_in_addresses()
        shortcuts.offer_usual_acts()
        written_dates.say_how_to_type_them()
        exports.keep_inert()
        public_addresses.register("feeds", feeds.public_addresses)
        public_addresses.register("share-cards", share_cards.public_addresses)
        ready_parts.register(
            "contact",
            label="How to reach the group: the email address in Campaign, nothing while it is empty",
            template="core/contact_part.html",
        )
        live_figures.register(
            "neighbourhoods",
            label="Number of neighbourhoods",
            source=lambda: live_figures.in_words(Campaign.current().neighbourhood_count),
        )
        live_figures.register(
            "people",
            label="People living there",
            source=lambda: live_figures.in_words(Campaign.current().people_count),
        )
        live_figures.register(
            "active-from", label="Active from", source=lambda: live_figures.month(Campaign.current().active_from)
        )
        live_figures.register(
            "active-to", label="Active to", source=lambda: live_figures.month(Campaign.current().active_to)
        )
