"""The mails in the admin: previews, and words within a frame that stays."""

import dataclasses
import uuid

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from lbn_site.mail.kinds import Content

from . import messages
from .mail_wording import DEFAULT_WORDS, Mail, MailWording
from .models import Subscription
from .staff_forms import WordingForm

PERMISSION = "newsletter.change_mailwording"


def index(request: HttpRequest) -> HttpResponse:
    """All mails, with their subjects."""
    _require_permission(request)
    rows = [MailWording.of(mail) for mail in Mail]
    return render(request, "newsletter/admin/mails.html", {"rows": rows})


def edit(request: HttpRequest, mail: str) -> HttpResponse:
    """Preview one mail and change its words; `?words=` starts from earlier ones."""
    _require_permission(request)
    form = WordingForm(request.POST or None, instance=_chosen(request, mail))
    if form.is_bound and form.is_valid():
        form.save().save_revision(user=request.user, log_action=True)
        notices.success(request, "Saved. Emails sent from now on will have these words.")
        return redirect("newsletter-mails:edit", mail)
    row = MailWording.of(_kind(mail))
    earlier = row.revisions.select_related("user").order_by("-pk") if row.pk else []
    # Read anew, as a form that is refused leaves what was typed in its own.
    context = {"row": row, "form": form, "content": _sample(_chosen(request, mail)), "earlier": earlier}
    return render(request, "newsletter/admin/mail.html", context)


@xframe_options_sameorigin
def html(request: HttpRequest, mail: str) -> HttpResponse:
    """The HTML of a mail with made-up links, for the frame of its preview: saved words, or those sent along."""
    _require_permission(request)
    chosen = _chosen(request, mail)
    form = WordingForm(request.POST or None, instance=chosen)
    if form.is_bound and not form.is_valid():
        return render(request, "newsletter/admin/no_preview.html", {"form": form})
    return HttpResponse(_sample(chosen).html)


@require_POST
def reset(request: HttpRequest, mail: str) -> HttpResponse:
    """Back to the words that came with the site."""
    _require_permission(request)
    row = MailWording.of(_kind(mail))
    for name, text in vars(DEFAULT_WORDS[Mail(row.mail)]).items():
        setattr(row, name, text)
    row.save()
    row.save_revision(user=request.user, log_action=True)
    notices.success(request, f"‘{row.subject}’ has its original words again.")
    return redirect("newsletter-mails:edit", mail)


def _chosen(request: HttpRequest, mail: str) -> MailWording:
    """The row of this mail, with the words of an earlier save where the address asks for one."""
    row = MailWording.of(_kind(mail))
    asked_for = request.GET.get("words", "")
    if not (row.pk and asked_for.isdecimal()):
        return row
    return get_object_or_404(row.revisions, pk=asked_for).as_object()


def _sample(wording: MailWording) -> Content:
    """The mail as it would go to nobody: its links are signed for a subscriber who does not exist."""
    nobody = Subscription(public_id=uuid.UUID(int=0), address="reader@example.org")
    mail = Mail(wording.mail)
    frame = dataclasses.replace(messages.frame_of(mail, nobody, 0), origin="(what was entered at the import)")
    return messages.compose(mail, wording.words, frame)


def _kind(mail: str) -> Mail:
    try:
        return Mail(mail)
    except ValueError:
        raise Http404 from None


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
