"""The smallest valid rows of the register."""

import factory

from lbn_site.consent.categories import Category
from lbn_site.consent.models import Cookie


class CookieFactory(factory.django.DjangoModelFactory):
    """A published optional cookie, so that there is something to ask."""

    class Meta:
        model = Cookie

    name = "_stats"
    category = Category.ANALYTICS
    purpose = "Counts visits."
    duration = "30 days"
