"""'Is my neighbourhood on the list?': the page, the answer without JavaScript, the files for browsers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from lbn_site.core.counted import counted
from lbn_site.core.same_origin import same_origin_post

from ..addresses import OUTWARD_CODES_ARE_INDEXED
from ..models import OutwardCode, PostcodeRelease
from ..postcodes import inward, lookup
from ..postcodes.writing import LONGEST_INPUT, area_of, read_outward
from .frame import address, current_edition, framed, texts
from .open_access import open_to_all
from .typed_postcodes import way_to_check


@counted
def check(request: HttpRequest) -> HttpResponse:
    """The page with the question. It holds every answer as a template, so a browser needs nothing more."""
    if way := way_to_check(request):
        return way
    return render(request, "neighbourhoods/check.html", _context())


@sensitive_post_parameters("postcode")
@same_origin_post
def answer(request: HttpRequest) -> HttpResponse:
    """The answer for visitors without JavaScript. The postcode comes in the body only, and goes nowhere else."""
    if request.method != "POST":
        return HttpResponseRedirect(address("check"))
    typed = request.POST.get("postcode", "")[: 2 * LONGEST_INPUT]
    return render(request, "neighbourhoods/check.html", _context(answer=lookup.answer(typed), typed=typed))


def _context(**more: Any) -> dict[str, Any]:
    edition = current_edition()
    release = PostcodeRelease.objects.current()
    return framed(
        "Is my neighbourhood on the list?",
        "Find out by postcode or by name whether your neighbourhood is on the list of ‘left behind’ neighbourhoods. "
        "Your postcode is not kept.",
        address("check"),
        edition=edition,
        release=release,
        texts=texts(),
        not_covered=list(lookup.not_covered(edition)),
        outcomes=[outcome.value for outcome in lookup.Outcome],
        without_file=lookup.outcome_without_file(release).value,
        **more,
    )


@open_to_all
def postcode_file(request: HttpRequest, outward: str) -> HttpResponse:
    """What browsers need for one outward code; no places for one that touches no listed neighbourhood."""
    code = read_outward(outward)
    if code is None or code != outward:
        raise Http404("This is not the first part of a postcode.")
    return JsonResponse(lookup.area_file(code), json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})


@counted
def postcodes(request: HttpRequest) -> HttpResponse:
    """All outward codes that touch a listed neighbourhood, by area: the look-up as plain links."""
    release = PostcodeRelease.objects.current()
    areas: dict[str, list[str]] = {}
    for code in sorted(OutwardCode.objects.filter(release=release).touching_a_ward().codes(), key=_in_counting_order):
        areas.setdefault(area_of(code), []).append(code)
    context = framed(
        "Neighbourhoods by first part of postcode",
        "Find the neighbourhoods on the list by the first part of your postcode.",
        address("postcodes"),
        (address("check"), "Is my neighbourhood on the list?"),
        areas=sorted(areas.items()),
        release=release,
    )
    return render(request, "neighbourhoods/postcodes.html", context)


@counted
def outward_code(request: HttpRequest, outward: str) -> HttpResponse:
    """The listed neighbourhoods of one outward code, with their postcodes. Raises Http404 where there are none."""
    code = read_outward(outward)
    if code and outward != code.lower():
        return redirect(address("outward-code", code.lower()), permanent=True)
    data = lookup.area_file(code) if code else {"places": []}
    if not data["places"] or code is None:
        raise Http404("No neighbourhood on the list has postcodes that begin like this.")
    places = [
        {
            **place,
            "inside": inward.split(place["in"]),
            "close": inward.split(place["near"]),
            "beside": inward.split(place["by"]),
        }
        for place in data["places"]
    ]
    context = framed(
        f"Postcodes beginning {code}",
        f"The neighbourhoods on the list that have postcodes beginning {code}.",
        address("outward-code", outward),
        (address("check"), "Is my neighbourhood on the list?"),
        (address("postcodes"), "Postcodes"),
        is_indexed=OUTWARD_CODES_ARE_INDEXED,
        code=code,
        places=places,
        as_at=data["as_at"],
        is_complete="known" in data,
    )
    return render(request, "neighbourhoods/outward_code.html", context)


def _in_counting_order(code: str) -> tuple[str, int, str]:
    """TS2 before TS10."""
    letters = area_of(code)
    digits = "".join(character for character in code[len(letters) :] if character.isdigit())
    return letters, int(digits), code
