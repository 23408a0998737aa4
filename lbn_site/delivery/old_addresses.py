"""Where an address that has nothing (any more) leads: the end of the way, so that one hop is enough.

Wagtail's redirects match letter by letter and only on a 404. This looks further: addresses in any case, encoding and
Unicode form (normal_form), a missing slash, the short links of the former site (`/?p=1125`), redirects that lead to
redirects. It is asked only when there is nothing else to show, so it costs the pages nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from . import normal_form, public

MOST_STEPS = 10
# How the former site's short links name a page.
SHORT_LINK_PARAMETERS = {"p", "page_id", "attachment_id", "cat"}
_SLASHES = re.compile(r"/{2,}")
# What stood behind a link in a text and came along with it: a bracket, a full stop, a quotation mark, a space.
_BEHIND_A_LINK = re.compile(r"[^\w-]+$")


@dataclass(frozen=True)
class Target:
    """Where an old address leads: a path of this site or an address elsewhere."""

    url: str
    is_permanent: bool = True


def is_short_link(path: str, query: str) -> bool:
    """Whether this is the front page's address with a query that names another page."""
    return (
        bool(query)
        and path == "/"
        and any(name in SHORT_LINK_PARAMETERS for name, _ in parse_qsl(query, keep_blank_values=True))
    )


def target_of(path: str, query: str = "") -> Target | None:
    """Where the address leads in the end; None where nothing is known of it, or where redirects go in a circle."""
    here, asked = normal_form.tidied(path), query.replace("\0", "")
    query = public.without_tracking(asked)
    is_permanent, found = True, None
    seen: set[tuple[str, str]] = set()
    while len(seen) < MOST_STEPS:
        if (here, query) in seen:
            return None
        seen.add((here, query))
        redirect = _redirect_of(here, query)
        if redirect is None:
            existing = existing_address(here)
            if existing and (found or existing != path):
                rest = query if found else asked
                found = existing + (f"?{rest}" if rest else "")
            alone = _BEHIND_A_LINK.sub("", here) or "/"
            if existing in {None, path} and not found and alone != here.rstrip("/"):
                here = alone
                continue
            return Target(found, is_permanent) if found else None
        is_permanent = is_permanent and redirect.is_permanent
        link = own_path(redirect.link or "")
        # What the redirect does not speak of is for the page that it leads to: /old/?kind=blog.
        kept = f"?{query}" if query and not {"?", "#"} & set(redirect.old_path + link) else ""
        if redirect.redirect_page_id or not link.startswith("/") or "#" in link:
            is_dead = redirect.redirect_page_id and not redirect.redirect_page.live
            is_elsewhere = not link.startswith("/")
            return Target(link + ("" if is_elsewhere else kept), is_permanent) if link and not is_dead else None
        found = link + kept
        parts = urlsplit(found)
        here, query = parts.path, parts.query
    return None


def existing_address(path: str) -> str | None:
    """The address of the page or view that this path means, in the right case and with its slash."""
    lowered = unicodedata.normalize("NFC", path.lower())
    with_slash = lowered if lowered.endswith("/") else f"{lowered}/"
    page = page_at(with_slash)
    return page.url if page else next(filter(_is_view, dict.fromkeys((path, lowered, with_slash))), None)


def own_path(url: str) -> str:
    """A path for an address of this site under any of its names; other addresses as they are."""
    parts = urlsplit(url)
    if not parts.netloc:
        return _SLASHES.sub("/", url) if url.startswith("/") else url
    own_hosts = {urlsplit(settings.SITE_URL).netloc, *settings.REDIRECT_HOSTS}
    if parts.netloc.lower() not in own_hosts:
        return url
    return urlunsplit(("", "", _SLASHES.sub("/", parts.path) or "/", parts.query, parts.fragment))


def _redirect_of(path: str, query: str) -> Redirect | None:
    """The redirect for this address, with its query before without; the oldest of several."""
    whole, bare = normal_form.of_requested(path, query), normal_form.of_requested(path)
    wanted = [whole] if query and path == "/" else [whole, bare]
    site = Site.objects.filter(is_default_site=True).first()
    found = Redirect.get_for_site(site).filter(old_path__in=wanted).select_related("redirect_page").order_by("pk")
    return min(found, key=lambda redirect: wanted.index(redirect.old_path), default=None)


def page_at(path: str) -> Page | None:
    """The live page at this path, found slug by slug as Wagtail itself does."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    page: Page | None = site.root_page if site else None
    for slug in filter(None, path.strip("/").split("/")):
        page = page.get_children().live().filter(slug=slug).first() if page else None
    return page.specific if page else None


def _is_view(path: str) -> bool:
    """Whether a view of ours (not Wagtail's pages, not a file) answers this path."""
    if path.startswith((*settings.PRIVATE_PREFIXES, settings.STATIC_URL, settings.MEDIA_URL)):
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.url_name not in {"wagtail_serve", None}
