"""The emails that 'left' in development, shown to their addressees as they would look in an email program."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from . import folder


def index(request: HttpRequest) -> HttpResponse:
    """The messages in the folder that the reader may read, the newest first."""
    _require_folder()
    mails = folder.newest(request.user)  # type: ignore[arg-type]
    return render(request, "mail/admin/folder.html", {"mails": mails, "days": folder.KEPT_DAYS})


def message(request: HttpRequest, name: str) -> HttpResponse:
    """One message with its headers, as HTML and as text."""
    return render(request, "mail/admin/folder_message.html", {"mail": _found(request, name)})


@xframe_options_sameorigin
def html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a message, for the frame on its page."""
    return HttpResponse(_found(request, name).html)


def _found(request: HttpRequest, name: str) -> folder.StoredMail:
    """Raises PermissionDenied for somebody else's email."""
    _require_folder()
    mail = folder.find(name)
    if mail is None:
        raise Http404
    if not mail.may_be_read_by(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return mail


def _require_folder() -> None:
    if not folder.is_in_use():
        raise Http404
