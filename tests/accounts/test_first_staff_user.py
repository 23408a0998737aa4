"""The first account of a new site."""

import pytest
from django.core.management import call_command

from lbn_site.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_it_has_the_address_of_whoever_runs_the_server(folder):
    call_command("make_first_staff_user", email="root@campaign.example", verbosity=0)
    user = User.objects.get()
    assert (user.email, user.is_superuser) == ("root@campaign.example", True)
    assert user.check_password((folder / "staff-sign-in.txt").read_text().split()[-1])


def test_without_one_it_has_an_address_that_is_nobody_s():
    call_command("make_first_staff_user", verbosity=0)
    assert User.objects.get().email == "admin@example.org"
