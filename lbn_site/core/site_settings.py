"""Settings of the site that its pages ask for: all of them come with one query."""

from typing import Self

from django.apps import apps
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from . import asked_once


class SiteSetting(BaseSiteSetting):
    """A setting that public pages read."""

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> Self:
        """The setting of the default site; the defaults while staff have not chosen. It writes no row."""
        return getattr(default_site(), _accessor(cls), None) or cls()

    @classmethod
    def load(cls) -> Self:
        """The row to change, made where it is missing. Raises Site.DoesNotExist on a site that is not set up."""
        return cls.for_site(Site.objects.get(is_default_site=True))


@asked_once.for_every_page
def default_site() -> Site | None:
    """The default site with its root page and settings, read once for all pages; None while none is set up."""
    settings = (_accessor(model) for model in apps.get_models() if issubclass(model, SiteSetting))
    return Site.objects.select_related("root_page", *settings).filter(is_default_site=True).first()


def _accessor(model: type[SiteSetting]) -> str:
    """The name under which a site knows its setting."""
    return model._meta.get_field("site").remote_field.get_accessor_name()
