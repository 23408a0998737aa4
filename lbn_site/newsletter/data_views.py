"""What we hold about you: asked for by address, opened by a mailed link that works once."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lbn_site.core.rate_limit import network
from lbn_site.core.same_origin import same_origin_post
from lbn_site.core.see_other import SeeOther
from lbn_site.mail.health import is_held_up

from . import erasure, limits, personal_data, services, tokens
from .forms import AskForDataForm
from .models import Subscription
from .token_pages import behind_link, private_page, too_many
from .tokens import Link, Purpose

GONE = 410


@private_page
@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Take an address; the answer is the same whether we know it or not."""
    form = AskForDataForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wait = personal_data.request_link(address=form.cleaned_data["email"], network=network(request))
        if not wait:
            return SeeOther(reverse("newsletter:asked-for-data"))
        context = {"form": form, "come_back_in": limits.in_words(wait)}
        return too_many(render(request, "newsletter/ask_for_data.html", context), wait)
    return render(request, "newsletter/ask_for_data.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@private_page
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "newsletter/asked_for_data.html", {"mail_is_held_up": is_held_up()})


@private_page
@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link(Purpose.OPEN_DATA)
def open_data(request: HttpRequest, link: Link) -> HttpResponseBase:
    """A GET shows a button, as mail scanners follow links; the button opens, once."""
    if request.method != "POST":
        return render(request, "newsletter/open_data.html", {"token": link.token})
    subscription = personal_data.open_with(link=link)
    if subscription is None:
        return render(request, "newsletter/data_link_is_old.html", status=GONE)
    return _shown(request, subscription)


@private_page
@same_origin_post
@require_POST
@behind_link(Purpose.USE_DATA)
def use_data(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Download, leave, or have everything erased, from the opened page."""
    subscription = personal_data.in_use(link)
    if subscription is None:
        return render(request, "newsletter/data_link_is_old.html", status=GONE)
    act = request.POST.get("act")
    if act == "download":
        response = JsonResponse(personal_data.collected(subscription), json_dumps_params={"indent": 2})
        response["Content-Disposition"] = content_disposition_header(True, "what-we-hold.json")
        return response
    if act == "erase" and request.POST.get("sure"):
        erasure.erase(subscription)
        return render(request, "newsletter/erased.html")
    if act == "unsubscribe":
        services.unsubscribe(link=link, how="the page ‘what we hold about you’")
        subscription.refresh_from_db()
    return _shown(request, subscription, forgot_to_tick=act == "erase")


def _shown(request: HttpRequest, subscription: Subscription, *, forgot_to_tick: bool = False) -> HttpResponse:
    token = tokens.make(Purpose.USE_DATA, subscription, version=subscription.access_version)
    context = {
        "subscription": subscription,
        "events": subscription.events.select_related("wording"),
        "mails": personal_data.mails(subscription),
        "token": token,
        "may_leave": subscription.can_leave,
        "forgot_to_tick": forgot_to_tick,
    }
    return render(request, "newsletter/your_data.html", context)
