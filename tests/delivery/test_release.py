"""A new release serves no page that an older one made."""

import pytest

from lbn_site.delivery import release
from lbn_site.delivery.release import fingerprint_of


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("<h1>")
    return [tmp_path / "templates"]


def test_the_same_files_have_the_same_fingerprint(sources):
    assert fingerprint_of(sources) == fingerprint_of(sources)


@pytest.mark.parametrize(("name", "text"), [("base.html", "<h2>"), ("other.html", "<h1>")])
def test_an_edited_or_added_file_changes_it(sources, name, text):
    before = fingerprint_of(sources)
    (sources[0] / name).write_text(text)
    assert fingerprint_of(sources) != before


def test_a_page_of_another_release_is_made_anew(client, home, monkeypatch, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")
    monkeypatch.setattr(release, "fingerprint", lambda: "next-release")
    home.__class__.objects.update(title="Made by the next release")
    assert "Made by the next release" in client.get("/").content.decode()
