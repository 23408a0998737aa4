"""The cache in front of the site is told to forget, and told again where it was away."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache

from lbn_site.delivery import front_cache
from lbn_site.delivery.tasks import purge_front_cache_again


class FrontCache(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []
    answer = 200

    def do_BAN(self):
        self.asked.append((self.path, self.headers["Host"]))
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def front(settings):
    server = HTTPServer(("127.0.0.1", 0), FrontCache)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.FRONTEND_CACHE_URL = f"http://127.0.0.1:{server.server_port}"
    FrontCache.asked, FrontCache.answer = [], 200
    yield FrontCache
    server.shutdown()
    server.server_close()


def test_publishing_tells_the_front_cache(front, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    assert ("/", "lbn.example") in front.asked


def test_a_front_cache_that_refuses_is_asked_again(front):
    front.answer = 503
    front_cache.purge()
    front.answer = 200
    purge_front_cache_again()
    assert len(front.asked) == 2
    purge_front_cache_again()
    assert len(front.asked) == 2


def test_a_front_cache_that_is_away_stops_nobody(settings):
    settings.FRONTEND_CACHE_URL = "http://127.0.0.1:9"
    front_cache.purge()
    assert cache.get(front_cache.PENDING_KEY)


def test_without_a_front_cache_nobody_is_asked(settings):
    settings.FRONTEND_CACHE_URL = ""
    front_cache.purge()
    assert cache.get(front_cache.PENDING_KEY) is None


def test_every_private_address_keeps_its_cookies_in_varnish(settings):
    private = re.search(r'req\.url ~ "([^"]+)"', (settings.BASE_DIR / "deploy" / "varnish.vcl").read_text())[1]
    assert [prefix for prefix in settings.PRIVATE_PREFIXES if not re.match(private, prefix)] == []
