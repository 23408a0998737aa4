"""The user bar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site


def user_bar(request: HttpRequest) -> HttpResponse:
    """What somebody of the staff can do with the page at the address `?path=`, as a fragment of HTML."""
    page = _page_at(request.GET.get("path", ""))
    return render(
        request,
        "accounts/user_bar.html",
        {"page": page, "may": page.permissions_for_user(request.user) if page else None},
    )


def _page_at(path: str) -> Page | None:
    """The live page at a public address; None where another view, or nothing, answers."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if not site or not path.startswith("/"):
        return None
    url_path = f"{site.root_page.url_path.rstrip('/')}/{path.strip('/')}".rstrip("/") + "/"
    page = Page.objects.live().filter(url_path=url_path).first()
    return page.specific if page else None
