"""A question that readers may vote on, and a reader's browser."""

import pytest
from django.test import Client

from lbn_site.faq.models import FAQIndexPage, QuestionPage

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}


@pytest.fixture
def question(home) -> QuestionPage:
    index = home.add_child(instance=FAQIndexPage(title="Questions", slug="faqs"))
    page = QuestionPage(title="What is it?", slug="what-is-it", summary="<p>A thing.</p>")
    index.add_child(instance=page)
    return page


@pytest.fixture
def reader() -> Client:
    return Client(headers=SAME_ORIGIN, enforce_csrf_checks=True)
