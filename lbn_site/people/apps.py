from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lbn_site.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from lbn_site.accounts.roles import Role, grant
        from lbn_site.delivery.purge import purge_when_saved

        from .models import Person, Term

        purge_when_saved(Person, Term)
        grant(Role.EDITOR, "people.add_person", "people.change_person", "people.delete_person")
