"""The example says in its own words what the group published before: facts carry over, sentences do not.

`published_before.txt` holds the fingerprint of every run of six words in the group's former questions page and launch
news, apart from names and headings; the texts themselves are not kept.
"""

import hashlib
import re
from pathlib import Path

import pytest

from .crawl import Crawl

pytestmark = pytest.mark.django_db

RUN = 6
PUBLISHED = frozenset((Path(__file__).parent / "published_before.txt").read_text(encoding="ascii").split())
NO_WORD = re.compile(r"[^a-z0-9]+")


def copied_runs(text: str) -> list[str]:
    words = NO_WORD.sub(" ", re.sub(r"[’‘']", "", text.lower())).split()
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:8] in PUBLISHED]


def test_the_fingerprints_know_a_sentence_of_the_former_site():
    assert len(PUBLISHED) > 600
    assert copied_runs("Its website ‘will no longer be updated’: this website will no longer be updated.")


def test_no_page_repeats_a_sentence_of_the_former_site(example_crawl: Crawl):
    texts: dict[str, str] = {}
    for page in example_crawl.pages:
        for element in page.soup.select("p, li, dt, dd, td, figcaption, legend, label, meta[name=description]"):
            texts.setdefault(element.get("content") or element.get_text(" "), page.address)
    assert {texts[text]: found for text in texts if (found := copied_runs(text))} == {}
