"""Uploads as `make serve` and small installations serve them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "documents").mkdir(parents=True)
    (settings.MEDIA_ROOT / "documents/plan.txt").write_text("A plan.")
    client.raise_request_exception = False
    return client


def test_an_upload_is_served(visitor):
    assert visitor.get("/media/documents/plan.txt").getvalue() == b"A plan."


@pytest.mark.parametrize(
    "path",
    [
        "x" * 300,
        "x/" * 3000,
        "",
        ".",
        "%2e%2e",
        "..%2fdb.sqlite3",
        "%2fetc/passwd",
        "a%00b",
        "%ED%A0%80",
        "documents",
    ],
)
def test_a_path_that_no_file_has_is_not_found(visitor, path):
    assert visitor.get(f"/media/{path}").status_code == 404
