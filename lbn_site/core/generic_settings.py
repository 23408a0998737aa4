"""Settings of the whole site that its pages ask for."""

from typing import Self

from wagtail.contrib.settings.models import BaseGenericSetting

from . import asked_once


class PageSetting(BaseGenericSetting):
    """A setting that public pages read."""

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> Self:
        """The setting, read once for all pages; the defaults while staff have not chosen.

        Unlike `load` it writes no row.
        """
        return asked_once.ask_for_every_page(cls._meta.label, lambda: cls.objects.first() or cls())
