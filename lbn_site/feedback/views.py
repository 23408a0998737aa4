"""Votes and comments of readers: no cookie, no name, and a brake on floods."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from lbn_site.core.models import Campaign
from lbn_site.core.rate_limit import is_within_limit
from lbn_site.core.same_origin import same_origin_post

from . import services
from .forms import CommentForm
from .models import FeedbackSettings, asks_if_helpful

ANSWERS = {"yes": True, "no": False}
VOTES_A_DAY_AND_PAGE = 3
VOTES_AN_HOUR = 40
DAY, HOUR = 86400, 3600


@same_origin_post
@require_POST
def vote(request: HttpRequest, page_id: int) -> HttpResponse:
    """Count a yes or no, and go on to the page that takes a comment."""
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    answer = request.POST.get("helpful", "")
    if not asks_if_helpful(page) or answer not in ANSWERS:
        raise Http404
    if _is_shut():
        return _shut(request, page)
    if not _is_within_limits(request, page):
        return render(request, "feedback/enough.html", {"answered_page": page}, status=429)
    more = reverse("feedback-comment", args=[services.vote(page=page, is_helpful=ANSWERS[answer])])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"more": more})
    return redirect(more)


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for the vote and take a comment on it, once and within the hour."""
    given = services.vote_of(token)
    if given is None:
        return render(request, "feedback/too_late.html", status=410)
    if given.comment:
        return render(request, "feedback/thanks.html", {"answered_page": given.page})
    if _is_shut():
        return _shut(request, given.page)
    form = CommentForm(request.POST or None)
    context = {"form": form, "answered_page": given.page}
    if form.fell_into_the_trap:
        context |= {"form": CommentForm(initial={"comment": form.data.get("comment")}), "is_asked_again": True}
    elif request.method == "POST" and form.is_valid():
        services.explain(vote=given, comment=form.cleaned_data["comment"])
        return render(request, "feedback/thanks.html", context)
    return render(request, "feedback/comment.html", context, status=422 if form.errors else 200)


def _is_within_limits(request: HttpRequest, page: Page) -> bool:
    return is_within_limit(
        request, f"feedback.vote.{page.pk}", limit=VOTES_A_DAY_AND_PAGE, seconds=DAY
    ) and is_within_limit(request, "feedback.vote", limit=VOTES_AN_HOUR, seconds=HOUR)


def _is_shut() -> bool:
    return Campaign.current().is_closed or not FeedbackSettings.current().is_asked


def _shut(request: HttpRequest, page: Page) -> HttpResponse:
    return render(request, "feedback/shut.html", {"answered_page": page}, status=410)
