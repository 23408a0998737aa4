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
        """The setting, read once a page; the defaults while staff have not chosen. Unlike `load` it writes no row."""
        return asked_once.ask(cls._meta.label, lambda: cls.objects.first() or cls())
