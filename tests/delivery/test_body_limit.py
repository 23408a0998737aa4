"""How much may be sent, and by whom."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from lbn_site.delivery.body_limit import LARGEST_BODY, LARGEST_UPLOAD

FORMS = [
    "/newsletter/",
    "/newsletter/sign-up/",
    "/newsletter/unsubscribe/0a-0-1f.Sig/",
    "/newsletter/your-data/",
    "/helpful/1",
    "/helpful/comment/x",
    "/cookies/choice",
    "/_private/count",
    "/neighbourhoods/check/answer/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/admin/images/add/",
    "/admin/login/",
    "/",
    "/nothing-here/",
]


class Unread(io.RawIOBase):
    """A body that may not be read."""

    def readinto(self, buffer):
        raise AssertionError("The body was read.")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
def test_a_large_body_is_refused_before_it_is_read(client, home, path, method):
    body = {"CONTENT_LENGTH": str(40 * 1024 * 1024), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    response = client.generic(method, path, **{**body, "wsgi.input": Unread()})
    assert response.status_code == 413
    assert response["Cache-Control"] == "no-store"
    assert "Too much was sent" in response.content.decode()


def test_as_much_as_is_allowed_is_read(client, home):
    data = {"email": "a" * (LARGEST_BODY - 300)}
    assert client.post("/newsletter/your-data/", data, headers={"Origin": "http://testserver"}).status_code == 422


@pytest.mark.parametrize("length", ["", "x", "-1", "٣", "1e9"])
def test_a_length_that_is_none_breaks_nothing(client, home, length):
    assert client.get("/", CONTENT_LENGTH=length).status_code < 500


def test_staff_upload_files_up_to_a_limit(client, home):
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "a-long-password"))
    file = SimpleUploadedFile("r.csv", b"from,to\n" + b"x" * 200_000)
    response = client.post("/admin/redirects-from-file/", {"file": file})
    assert response.status_code == 200
    too_large = {"CONTENT_LENGTH": str(LARGEST_UPLOAD + 1), "wsgi.input": Unread()}
    assert client.generic("POST", "/admin/images/add/", **too_large).status_code == 413


def test_a_session_that_somebody_made_up_opens_no_way_for_uploads(client, home):
    client.cookies["sessionid"], client.cookies["csrftoken"] = "a" * 32, "A" * 32
    body = {"CONTENT_LENGTH": str(LARGEST_BODY + 1), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert client.generic("POST", "/admin/documents/add/", **{**body, "wsgi.input": Unread()}).status_code == 413


def test_nginx_has_the_same_limits(settings):
    configuration = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    assert f"    client_max_body_size {LARGEST_BODY // 1024}k;" in configuration
    assert f"        client_max_body_size {LARGEST_UPLOAD // 1024**2}m;" in configuration
    assert configuration.count("client_max_body_size") == 2


def test_varnish_has_the_same_limits(settings):
    configuration = (settings.BASE_DIR / "deploy" / "varnish.vcl").read_text()
    assert [int(number) for number in re.findall(r"Content-Length, 0\) > (\d+)", configuration)] == [
        LARGEST_BODY,
        LARGEST_UPLOAD,
    ]


@pytest.mark.parametrize("told", ["0026-01-01http://[", "-1", "+1", "1e3", "١٢", " ", "0x10"])
def test_a_length_that_is_no_number_is_a_bad_request(client, home, told):
    client.raise_request_exception = False
    assert client.post("/accounts/login/", {"login": "a"}, CONTENT_LENGTH=told).status_code == 400


@pytest.mark.parametrize(("told", "status"), [("9" * 5000, 413), ("0" * 5000, 200)])
def test_a_length_with_more_digits_than_python_reads_is_a_number_all_the_same(client, home, told, status):
    client.raise_request_exception = False
    assert client.get("/accounts/login/", CONTENT_LENGTH=told).status_code == status
