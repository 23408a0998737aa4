"""The user bar, what open forms ask, and the page on which an administrator takes a second step off an account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render

from lbn_site.core.addresses import live_page_at

from . import second_step
from .models import User


def user_bar(request: HttpRequest) -> HttpResponse:
    """What somebody of the staff can do with the page at the address `?path=`, as a fragment of HTML."""
    page = live_page_at(request.GET.get("path", ""))
    return render(
        request,
        "accounts/user_bar.html",
        {"page": page, "may": page.permissions_for_user(request.user) if page else None},
    )


def still_signed_in(request: HttpRequest) -> JsonResponse:
    """The token for forms that were opened before this sign-in. Wagtail answers others with 403."""
    return JsonResponse({"token": get_token(request)})


def remove_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and on a post do it."""
    owner = get_object_or_404(User, pk=pk)
    if not isinstance(request.user, User) or not second_step.may_remove(request.user, owner):
        raise PermissionDenied
    if request.method == "POST":
        second_step.remove(owner=owner, remover=request.user)
        messages.success(request, f"{owner} can now sign in with a password alone, and set up a new second step.")
        return redirect("wagtailusers_users:index")
    return render(request, "accounts/remove_second_step.html", {"owner": owner})
