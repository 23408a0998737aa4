"""The cookie in the browsers of those who are signed in. It is no secret and opens nothing: it only says that one is.

Scripts on public pages, which know no session, ask for the user bar where it is set; caches let its bearer through to
the site's present state; and its bearer is not counted as a visitor.
"""

from django.http import HttpRequest

COOKIE = "staff"


def is_given(request: HttpRequest) -> bool:
    """Whether the request comes from a browser in which somebody is signed in, as far as the browser says."""
    cookies = request.META.get("HTTP_COOKIE", "")
    return f"{COOKIE}=" in cookies and COOKIE in request.COOKIES
