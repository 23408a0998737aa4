"""The mails in the admin: previews, and words within a frame that stays."""

import dataclasses
import uuid

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from lbn_site.mail.kinds import Content

from . import messages
from .mail_wording import DEFAULT_WORDS, Mail, MailWording, Words
from .models import Subscription
from .staff_forms import WordingForm


def index(request: HttpRequest) -> HttpResponse:
    """All mails, with their subjects."""
    _require_permission(request)
    rows = [(mail, MailWording.words(mail).subject) for mail in Mail]
    changed = set(MailWording.objects.values_list("mail", flat=True))
    return render(request, "newsletter/admin/mails.html", {"rows": rows, "changed": changed})


def edit(request: HttpRequest, mail: str) -> HttpResponse:
    """Preview one mail and change its words."""
    _require_permission(request)
    kind = _kind(mail)
    words = MailWording.words(kind)
    row = MailWording.objects.filter(mail=kind).first() or MailWording(mail=kind, **vars(words))
    form = WordingForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        log(instance=saved, action="wagtail.edit", user=request.user)
        notices.success(request, "Saved. Mails that leave from now on have these words.")
        return redirect("newsletter-mails:edit", mail)
    context = {
        "kind": kind,
        "form": form,
        "content": _sample(kind, words),
        "is_changed": row.pk is not None,
    }
    return render(request, "newsletter/admin/mail.html", context)


@xframe_options_sameorigin
def html(request: HttpRequest, mail: str) -> HttpResponse:
    """The HTML of a mail with made-up links, for the frame of its preview."""
    _require_permission(request)
    kind = _kind(mail)
    return HttpResponse(_sample(kind, MailWording.words(kind)).html)


@require_POST
def reset(request: HttpRequest, mail: str) -> HttpResponse:
    """Back to the words that came with the site."""
    _require_permission(request)
    kind = _kind(mail)
    row = MailWording.objects.filter(mail=kind).first()
    if row is not None:
        log(instance=row, action="wagtail.delete", user=request.user)
        row.delete()
    notices.success(request, f"‘{DEFAULT_WORDS[kind].subject}’ has its first words again.")
    return redirect("newsletter-mails:edit", mail)


def _sample(kind: Mail, words: Words) -> Content:
    """The mail as it would go to nobody: its links are signed for a subscriber who does not exist."""
    nobody = Subscription(public_id=uuid.UUID(int=0), address="reader@example.org")
    frame = dataclasses.replace(messages.frame_of(kind, nobody, 0), origin="(what was said at the import)")
    return messages.compose(kind, words, frame)


def _kind(mail: str) -> Mail:
    try:
        return Mail(mail)
    except ValueError:
        raise Http404 from None


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm("newsletter.change_mailwording"):
        raise PermissionDenied
