"""Signing up, confirming and leaving. A GET shows, a POST acts."""

import math
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lbn_site.core.models import Campaign
from lbn_site.core.rate_limit import network
from lbn_site.core.same_origin import same_origin_post
from lbn_site.core.see_other import SeeOther
from lbn_site.mail.health import is_held_up

from . import data_views, limits, services
from .altered_links import AlteredLink
from .forms import SignUpForm
from .messages import masked
from .models import SignUpPage, Subscription, SubscriptionState
from .services import Answer, Outcome
from .token_pages import behind_link, private_page, too_many
from .tokens import Link, Purpose

GONE = 410
MINUTES = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
REASONS = {
    "too-many": "Too many emails",
    "not-for-me": "Not what I expected",
    "not-me": "I did not sign up",
    "other": "Another reason",
}


@same_origin_post
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Take the form. Whatever we know about the address, the answer is the same."""
    page = SignUpPage.current()
    if page is None or request.method != "POST":
        return redirect("/newsletter/")
    if Campaign.current().is_closed:
        return _page_with(request, page, SignUpForm())
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _page_with(request, page, form, status=422)
    if form.is_from_a_machine or form.came_too_fast or not form.was_shown_in_full:
        return _page_with(request, page, form.again(), is_asked_again=True)
    address = form.cleaned_data["email"]
    answer = services.request_subscription(
        address=address,
        network=network(request),
        source=form.cleaned_data["source"],
        wording=page.wording,
    )
    if not answer.held_by:
        return _look_in_your_inbox(answer)
    told = {"held_by": answer.held_by, "come_back_in": limits.in_words(answer.wait_seconds), "domain": address.domain}
    return too_many(_page_with(request, page, form.again(), **told), answer.wait_seconds)


@require_safe
@private_page
def check_inbox(request: HttpRequest) -> HttpResponse:
    """What happens next, and when."""
    minutes = request.GET.get("minutes", "")
    wait = limits.in_words(int(minutes) * limits.MINUTE) if MINUTES.fullmatch(minutes) else ""
    return render(request, "newsletter/check_inbox.html", {"wait": wait, "mail_is_held_up": is_held_up()})


@private_page
@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link(Purpose.CONFIRM)
def confirm(request: HttpRequest, link: Link) -> HttpResponseBase:
    """The last step: one large button."""
    subscription = Subscription.objects.filter(public_id=link.public_id).first()
    wording = _wording()
    if request.method == "POST":
        outcome = services.confirm(link=link, wording=wording)
    else:
        outcome = _outlook(subscription, link)
    if outcome == Outcome.DONE and request.method == "POST":
        return SeeOther(reverse("newsletter:confirmed"))
    if outcome == Outcome.DONE and subscription and subscription.state == SubscriptionState.CONFIRMED:
        return render(request, "newsletter/confirmed_already.html")
    if outcome == Outcome.DONE:
        context = {"token": link.token, "masked": subscription and masked(subscription), "wording": wording}
        return render(request, "newsletter/confirm.html", context)
    if outcome == Outcome.CLOSED:
        return render(request, "newsletter/closed.html")
    can_ask_again = subscription is not None and subscription.state == SubscriptionState.PENDING
    return render(
        request, "newsletter/link_is_old.html", {"token": link.token, "can_ask_again": can_ask_again}, status=GONE
    )


@private_page
@same_origin_post
@require_POST
@behind_link(Purpose.CONFIRM)
def confirm_again(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Email a new link to the owner of an old one, or say why not."""
    answer = services.request_again(link=link)
    if answer is None:
        return SeeOther(reverse(f"newsletter:{Purpose.CONFIRM}", args=[link.token]))
    if not answer.held_by:
        return _look_in_your_inbox(answer)
    context = {"held_by": answer.held_by, "come_back_in": limits.in_words(answer.wait_seconds)}
    return too_many(render(request, "newsletter/link_is_old.html", context), answer.wait_seconds)


@require_safe
@private_page
def confirmed(request: HttpRequest) -> HttpResponse:
    """Thank you."""
    return render(request, "newsletter/confirmed.html")


@private_page
@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link(Purpose.NEVER_MAIL)
def never_mail(request: HttpRequest, link: Link) -> HttpResponseBase:
    """For somebody whose address was entered by others: never write here again."""
    if request.method == "POST":
        services.never_mail(link=link)
        return render(request, "newsletter/never_mailed.html")
    return render(request, "newsletter/never_mail.html", {"token": link.token})


@csrf_exempt
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """Leave: by one click in the mail program (RFC 8058), or by the button on the page."""
    if request.method == "POST" and request.POST.get("List-Unsubscribe", "").strip().lower() == "one-click":
        return _one_click(request, token)
    return _unsubscribe_page(request, token)


@private_page
@behind_link(Purpose.UNSUBSCRIBE)
def _one_click(request: HttpRequest, link: Link) -> HttpResponseBase:
    """A mail program posts on behalf of the reader: no cookie, no origin, no redirect."""
    services.unsubscribe(link=link, how="one click in the email program")
    return HttpResponse("You are unsubscribed.\n", content_type="text/plain; charset=utf-8")


@private_page
@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link(Purpose.UNSUBSCRIBE)
def _unsubscribe_page(request: HttpRequest, link: Link) -> HttpResponseBase:
    if request.method == "POST":
        services.unsubscribe(link=link, how="the button on the page")
    else:
        subscription = Subscription.objects.filter(public_id=link.public_id).first()
        if subscription is not None and subscription.can_leave:
            context = {"token": link.token, "masked": masked(subscription)}
            return render(request, "newsletter/unsubscribe.html", context)
    return render(request, "newsletter/unsubscribed.html", {"token": link.token, "reasons": REASONS.items()})


@private_page
@same_origin_post
@require_POST
@behind_link(Purpose.UNSUBSCRIBE)
def undo(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Back on the list after leaving by mistake."""
    if services.undo_unsubscribing(link=link) == Outcome.DONE:
        return render(request, "newsletter/back_again.html")
    return render(request, "newsletter/too_late_to_undo.html", status=GONE)


@private_page
@same_origin_post
@require_POST
@behind_link(Purpose.UNSUBSCRIBE)
def reason(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Why somebody left, if they like to say."""
    if request.POST.get("reason") in REASONS:
        services.give_reason(link=link, reason=request.POST["reason"])
    return render(request, "newsletter/thanks_for_reason.html")


@csrf_exempt
def altered(request: HttpRequest, link: AlteredLink) -> HttpResponseBase:
    """Answer an emailed link that was changed on its way as if it had not been: without a redirect."""
    return BEHIND_EMAILED_LINKS[link.purpose](request, token=link.text)


BEHIND_EMAILED_LINKS = {
    Purpose.CONFIRM: confirm,
    Purpose.NEVER_MAIL: never_mail,
    Purpose.UNSUBSCRIBE: unsubscribe,
    Purpose.OPEN_DATA: data_views.open_data,
}


def _outlook(subscription: Subscription | None, link: Link) -> Outcome:
    """What pressing the button would do, without doing it."""
    if subscription is not None and subscription.state == SubscriptionState.CONFIRMED:
        return Outcome.DONE
    if subscription is None or link.version != subscription.link_version:
        return Outcome.NOT_VALID
    if subscription.state != SubscriptionState.PENDING:
        return Outcome.NOT_VALID
    if link.is_expired:
        return Outcome.EXPIRED
    return Outcome.CLOSED if Campaign.current().is_closed else Outcome.DONE


def _wording() -> str:
    """What a reader agrees to, as it stands on the sign-up page now."""
    page = SignUpPage.current()
    return page.wording if page else ""


def _look_in_your_inbox(answer: Answer) -> SeeOther:
    """On to the page that says what happens next. Its address says how long the email waits, where it does."""
    minutes = math.ceil(answer.wait_seconds / limits.MINUTE)
    return SeeOther(reverse("newsletter:check-inbox") + (f"?minutes={minutes}" if minutes else ""))


def _page_with(
    request: HttpRequest, page: SignUpPage, form: SignUpForm, *, status: int = 200, **told: Any
) -> HttpResponse:
    """The sign-up page with this form in it, and what the visitor is told above it."""
    context = page.get_context(request) | {"form": form, **told}
    return render(request, page.get_template(request), context, status=status)
