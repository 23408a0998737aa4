"""A postcode that was typed where a name belongs: the form sends it in the address, where it must not stay."""

from django.http import HttpRequest, HttpResponseRedirect

from ..models import OutwardCode, PostcodeRelease
from ..postcodes.writing import holds_postcode, read_outward
from .frame import address

LONGEST_LOOKED_AT = 300
EXPLANATION = "#postcode-here"  # on the page of the check


def way_to_check(request: HttpRequest) -> HttpResponseRedirect | None:
    """Where to send a visitor whose address holds a postcode, or only its first half; None for any other.

    A whole postcode leads to the form of the check, which keeps it out of addresses. A first half, which thousands of
    homes share, leads to its own page where there is one.
    """
    typed = [value[:LONGEST_LOOKED_AT] for _, values in request.GET.lists() for value in values]
    if any(map(holds_postcode, typed)):
        return _without_a_trace(address("check") + EXPLANATION)
    codes = [code for value in typed if (code := read_outward(value.strip()))]
    if not codes:
        return None
    known = OutwardCode.objects.filter(release=PostcodeRelease.objects.current(), code__in=codes).touching_a_ward()
    code = known.values_list("code", flat=True).first()
    return _without_a_trace(address("outward-code", code.lower())) if code else None


def _without_a_trace(location: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(location)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
