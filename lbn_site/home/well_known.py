"""Addresses that programs know on every website (RFC 8615)."""

import datetime
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from lbn_site.core.addresses import absolute
from lbn_site.core.models import Campaign

# The file must be younger than a year (RFC 9116, 2.5.5); it is made anew for each day.
VALID_FOR = datetime.timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness of the site (RFC 9116). Raises Http404 while the campaign has no address."""
    contact = Campaign.current().contact_email
    if not contact:
        raise Http404("The campaign has no email address.")
    expires = datetime.datetime.combine(timezone.localdate() + VALID_FOR, datetime.time(), datetime.UTC)
    lines = (
        f"Contact: mailto:{quote(contact, safe='@+')}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {absolute(reverse('security-txt'))}",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers lead somebody of the staff who wants a new one (W3C, change-password URL)."""
    return HttpResponseRedirect(reverse("account_change_password"))
