"""A site with a questions page."""

import pytest

from .factories import make_index


@pytest.fixture
def index(home):
    return make_index()
