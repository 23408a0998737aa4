"""The mail that 'left' in development, shown as it would look in a mail program."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from . import folder


def index(request: HttpRequest) -> HttpResponse:
    """The messages in the folder, the newest first."""
    _require_permission(request)
    return render(request, "mail/admin/folder.html", {"mails": folder.newest()})


def message(request: HttpRequest, name: str) -> HttpResponse:
    """One message with its headers, as HTML and as text."""
    _require_permission(request)
    return render(request, "mail/admin/folder_message.html", {"mail": _found(name)})


@xframe_options_sameorigin
def html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a message, for the frame on its page."""
    _require_permission(request)
    return HttpResponse(_found(name).html)


def _found(name: str) -> folder.StoredMail:
    mail = folder.find(name)
    if mail is None:
        raise Http404
    return mail


def _require_permission(request: HttpRequest) -> None:
    if not folder.is_in_use():
        raise Http404
    if not request.user.has_perm("mail.view_outgoingmessage"):
        raise PermissionDenied
