"""What visitors can put into the store of pages, and into the pages in it: nothing but pages that exist."""

import datetime

import pytest
from django.core.cache import cache, caches
from django.test import Client

from tests.news.factories import news_page

# Everything that a request can say besides method, path and the parameters that views read.
UNKEYED = {
    "SCRIPT_NAME": "/evil",
    "HTTP_SCRIPT_NAME": "/evil",
    "HTTP_PATH_INFO": "/evil/",
    "HTTP_HOST": "localhost:4711",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PORT": "4711",
    "HTTP_X_FORWARDED_PREFIX": "/evil",
    "HTTP_X_FORWARDED_PROTO": "evil",
    "HTTP_X_FORWARDED_PROTOCOL": "ssl",
    "HTTP_X_FORWARDED_SSL": "on",
    "HTTP_X_FORWARDED_SERVER": "evil.example",
    "HTTP_X_SCRIPT_NAME": "/evil",
    "HTTP_X_ORIGINAL_URL": "/evil/",
    "HTTP_X_REWRITE_URL": "/evil/",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
    "HTTP_FORWARDED": "host=evil.example;proto=https",
    "HTTP_VIA": "1.1 evil.example",
    "HTTP_COOKIE": "sessionid=evil; csrftoken=evil; messages=evil; django_language=cy",
    "HTTP_AUTHORIZATION": "Basic ZXZpbDpldmls",
    "HTTP_ACCEPT": "application/json",
    "HTTP_ACCEPT_LANGUAGE": "cy",
    "HTTP_ACCEPT_ENCODING": "evil;q=1, *;q=0",
    "HTTP_RANGE": "bytes=0-3",
    "HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT",
    "HTTP_REFERER": "https://evil.example/",
    "HTTP_ORIGIN": "https://evil.example",
    "HTTP_USER_AGENT": "evil",
    "HTTP_X_REQUESTED_WITH": "XMLHttpRequest",
    "HTTP_SEC_GPC": "1",
    "HTTP_SAVE_DATA": "on",
    "HTTP_PURPOSE": "prefetch",
    "HTTP_UPGRADE_INSECURE_REQUESTS": "1",
    "SERVER_PROTOCOL": "HTTP/1.0",
    "REMOTE_ADDR": "203.0.113.9",
    "wsgi.url_scheme": "https",
}
ADDRESSES = ["/", "/news/", "/sitemap/", "/search/", "/feeds/all.atom", "/sitemap.xml", "/robots.txt"]


@pytest.fixture
def letters(home):
    for number in range(25):
        news_page(f"Item {number}", slug=f"item-{number}", date=datetime.date(2021, 5, 1))


def stored() -> set[str]:
    return set(caches["pages"]._cache)


@pytest.mark.parametrize("name", UNKEYED)
def test_what_is_no_part_of_the_key_has_no_part_in_the_page(client, letters, name):
    for address in ADDRESSES:
        plain = Client().get(address)
        caches["pages"].clear()
        odd = Client().get(address, **{name: UNKEYED[name]})
        after = Client().get(address)
        assert odd.status_code == after.status_code == plain.status_code == 200
        assert odd.content == after.content == plain.content
        assert {**after.headers} == {**plain.headers}


def junk(page: str) -> list[tuple[str, str, dict]]:
    """Requests that lead to the page, or to none, in ways that nobody has kept it under."""
    number = page.strip("/") or "x"
    return [
        ("get", f"{page}?{number}=1", {}),
        ("get", f"{page}?utm_source={number}", {}),
        ("get", f"{page}?p={number}", {}),
        ("get", f"{page}?page=999", {}),
        ("get", f"{page}?page=0", {}),
        ("get", f"{page}?page=1", {}),
        ("get", f"{page}?page=02", {}),
        ("get", f"{page}?kind=nothing", {}),
        ("get", f"{page}?kind=&year=&page=", {}),
        ("get", f"{page}?year=1234", {}),
        ("get", f"{page}?year=2021&year=1999", {}),
        ("get", f"{page}?words={number}", {}),
        ("get", f"{page}?query={number}&page=2", {}),
        ("get", f"{page}?on=2021-05-01", {}),
        ("get", f"{page}?region={number}&sort=-name", {}),
        ("get", f"{page}?%6Bind=nothing&PAGE=2", {}),
        ("get", page, {"HTTP_HOST": "testserver:4711"}),
        ("get", page, {"HTTP_HOST": "LOCALHOST"}),
        ("get", page, {"HTTP_HOST": "evil.example"}),
        ("get", page, {"HTTP_ACCEPT_ENCODING": "br"}),
        ("get", page, {"HTTP_ACCEPT_ENCODING": "gzip;q=0.1"}),
        ("get", page.upper(), {}),
        ("get", f"/{page}", {}),
        ("get", f"{page}/", {}),
        ("get", f"{page.rstrip('/')}", {}),
        ("get", f"{page}nothing-here/", {}),
        ("get", f"{page}%E9/", {}),
        ("get", f"/share/{'0' * 9}1.png", {}),
        ("head", f"{page}?a=1", {}),
        ("post", page, {}),
        ("put", page, {}),
        ("options", page, {}),
        ("trace", page, {}),
    ]


def test_junk_stores_nothing_and_pushes_nothing_out(client, letters):
    pages = [*ADDRESSES, *(f"/news/item-{number}/" for number in range(3))]
    for page in pages:
        client.get(page)
    before = stored()
    cache.set("lock", 1)
    for page in pages:
        for method, address, extra in junk(page):
            getattr(client, method)(address, **extra)
    assert stored() == before
    assert cache.get("lock") == 1


@pytest.mark.parametrize("query", ["?year=2021", "?kind=press-release&year=2021", "?page=2", "?year=2021&page=2"])
def test_what_a_view_reads_is_stored(client, letters, django_assert_num_queries, query):
    first = client.get(f"/news/{query}")
    with django_assert_num_queries(0):
        second = client.get(f"/news/?utm_source=mail&page=1&{query[1:]}&x=1")
    assert first.content == second.content


def test_other_values_are_answered_as_before(client, letters):
    assert "Item 3" in client.get("/news/?page=99").content.decode()
    assert "Item 24" not in client.get("/news/?year=1234").content.decode()


def test_only_addresses_as_the_site_writes_them_are_kept_in_front(client, letters):
    for address in ("/", "/news/", "/news/?page=2", "/feeds/all.atom"):
        for _ in range(2):
            assert "X-Accel-Expires" not in client.get(address)
    for address in (
        "/?x=1",
        "/news/?page=99",
        "/news/?year=2021&page=1",
        "/nothing-here/",
        "/NEWS/",
        "/search/?query=x",
    ):
        for _ in range(2):
            assert client.get(address)["X-Accel-Expires"] == "0", address
    assert client.get("/", RAW_URI="/%2e/")["X-Accel-Expires"] == "0"


def test_a_host_that_is_not_ours_is_refused_also_where_the_page_is_stored(client, home):
    client.get("/")
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("cookie", ["staff=1", "a=b; staff=1", "sessionid=abc; staff=1"])
def test_whoever_is_signed_in_asks_each_time_whether_a_page_is_current(client, home, cookie):
    visitors = client.get("/")
    for _ in range(2):
        answer = client.get("/", headers={"Cookie": cookie})
        assert answer["Cache-Control"] == "private, no-cache"
        assert (answer.content, answer["ETag"]) == (visitors.content, visitors["ETag"])
    known = client.get("/", headers={"Cookie": cookie, "If-None-Match": visitors["ETag"]})
    assert (known.status_code, known["Cache-Control"]) == (304, "private, no-cache")
    assert client.get("/")["Cache-Control"] == visitors["Cache-Control"]
    assert client.get("/", headers={"Cookie": "notstaff=1"})["Cache-Control"] == visitors["Cache-Control"]
