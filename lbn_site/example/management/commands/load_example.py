"""manage.py load_example: fill an empty site with its example content."""

from typing import Any

from django.core.management.base import BaseCommand

from lbn_site.example.loader import load_new_sections


class Command(BaseCommand):
    help = "Load any example content that has not been loaded before. Never changes existing content."

    def handle(self, *args: Any, **options: Any) -> None:
        load_new_sections(report=self.stdout.write)
