"""Staff for tests."""

import factory

from lbn_site.accounts.models import User

PASSWORD = "four words of no sense"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with the password PASSWORD and no role."""

    username = factory.Sequence(lambda number: f"person{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = User


class SuperuserFactory(UserFactory):
    """Somebody who may do everything."""

    is_staff = True
    is_superuser = True
