"""No request, however odd, is answered with a server error. `make fuzz` sends many more of them."""

import os
import random

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from lbn_site.accounts.models import User
from lbn_site.accounts.roles import Role
from lbn_site.example.loader import load_new_sections
from tests.accounts.factories import SuperuserFactory, UserFactory

from .crawl import Crawl
from .fuzz import Fuzzer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REQUESTS = int(os.environ.get("FUZZ_REQUESTS") or 400)
SEED = os.environ.get("FUZZ_SEED") or "1"


def signed_in(user: User) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


@pytest.fixture
def browsers() -> dict[str, Client]:
    """A visitor, a superuser and somebody of each role."""
    found = {"visitor": Client(raise_request_exception=False), "superuser": signed_in(SuperuserFactory())}
    for role in Role:
        user = UserFactory(is_staff=True)
        user.groups.add(Group.objects.get(name=role.value))
        found[role.value] = signed_in(user)
    return found


def test_no_request_is_answered_with_a_server_error(example_crawl: Crawl, browsers):
    load_new_sections(report=lambda text: None)
    fuzzer = Fuzzer(random.Random(SEED), browsers, sorted(example_crawl.visits))
    fuzzer.run(REQUESTS)
    print(f"{fuzzer.statuses.total()} requests with seed {SEED}: {dict(sorted(fuzzer.statuses.items()))}")
    kinds = {fault.place: fault for fault in reversed(fuzzer.faults)}
    told = "\n\n".join(f"{fault.request[:300]}\n{fault.trace[-1500:]}" for fault in kinds.values())
    assert not kinds, f"{len(kinds)} kinds of fault:\n" + "\n".join(sorted(kinds)) + f"\n\n{told}"


def test_the_requests_reach_what_they_are_meant_to_reach(example_crawl: Crawl, browsers):
    """A fuzzer that is refused at the door finds nothing."""
    load_new_sections(report=lambda text: None)
    fuzzer = Fuzzer(random.Random(SEED), browsers, sorted(example_crawl.visits))
    assert len(fuzzer.routes) > 300
    fuzzer.run(150)
    assert fuzzer.statuses[200] > 30
    assert fuzzer.statuses[302] > 5
