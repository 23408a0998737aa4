"""Inviting somebody (in the admin), and accepting an invitation (behind the emailed link)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from . import authority, invitations
from .forms import SetPasswordByLinkForm, SignInForm
from .invitation_forms import InvitationForm
from .invitations import NoLongerOpenError, TooManyEmailsError
from .models import Invitation, User

GONE = 410
TOO_MANY = (
    "This address has been sent several invitations today. Wait ten minutes, or until tomorrow, then try again."
)
STAFF_LIST = "wagtailusers_users:index"


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The form for name, address and role."""
    actor = _inviter(request)
    form = InvitationForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid() and _invite(form, actor):
        messages.success(
            request, f"An invitation to {form.cleaned_data['email']} is on its way. It is valid for three days."
        )
        return redirect(STAFF_LIST)
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    actor = _inviter(request)
    invitation = get_object_or_404(Invitation.objects.select_related("role"), pk=pk)
    if act not in ACTS:
        raise Http404
    if not authority.may_grant(actor, invitation.role):
        raise PermissionDenied
    service, told = ACTS[act]
    try:
        service(invitation, by=actor)
        messages.success(request, told.format(email=invitation.email))
    except TooManyEmailsError:
        messages.error(request, TOO_MANY)
    except NoLongerOpenError:
        messages.warning(request, "Nothing was done: the invitation has since been accepted or withdrawn.")
    return redirect(STAFF_LIST)


ACTS = {
    "send-again": (
        invitations.send_again,
        "A new invitation to {email} is on its way. The link in the earlier one no longer works.",
    ),
    "withdraw": (invitations.withdraw, "The invitation to {email} has been withdrawn, and its link no longer works."),
}


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password; then the account is there and its owner is signed in. A GET changes nothing."""
    link = invitations.read(token)
    if link is None or not link.is_open or invitations.has_account(link.invitation.email):
        has_account = link is not None and invitations.has_account(link.invitation.email)
        closed = {"link": link, "has_account": has_account}
        return render(request, "accounts/invitation_closed.html", closed, status=GONE if link else 404)
    user = invitations.account_for(link.invitation)
    form = SetPasswordByLinkForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password1"]
        try:
            made = invitations.accept(link.invitation, password=password)
        except NoLongerOpenError:
            return redirect(request.path)
        return _sign_in(request, made, password)
    context = {"form": form, "invitation": link.invitation, "account": user}
    return render(request, "accounts/invitation.html", context)


def _invite(form: InvitationForm, actor: User) -> bool:
    """Send it, or say in the form why not."""
    try:
        with transaction.atomic():
            invitations.invite(**form.cleaned_data, by=actor)
    except TooManyEmailsError:
        form.add_error("email", TOO_MANY)
    except IntegrityError:  # a colleague was quicker by a moment
        form.add_error("email", form.INVITED_ALREADY)
    return not form.errors


def _inviter(request: HttpRequest) -> User:
    """Whoever may add accounts. Raises PermissionDenied, which the admin answers with a message."""
    if not isinstance(request.user, User) or not request.user.has_perm("accounts.add_user"):
        raise PermissionDenied
    return request.user


def _sign_in(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """By the same form as always, so that every rule about signing in holds here too."""
    form = SignInForm({"login": user.username, "password": password}, request=request)
    return form.login(request) if form.is_valid() else redirect("account_login")
