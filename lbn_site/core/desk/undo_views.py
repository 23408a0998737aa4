"""The page ‘Undo’: what was changed or deleted, and one button to have it back."""

from typing import Any

from django.contrib import messages as notices
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from .. import putting_back, undo
from ..kept_states import KeptState

A_PAGE = 50


def may_undo_anything(user: Any) -> bool:
    """Whether there is any kind of thing that this person may put back."""
    return any(_may_undo(user, model) for model in (Page, *undo.covered()))


def index(request: HttpRequest) -> HttpResponse:
    """Everything that this person may put back, the newest first."""
    if not may_undo_anything(request.user):
        raise PermissionDenied
    kinds = ContentType.objects.filter(pk__in=KeptState.objects.order_by().values("content_type").distinct())
    mine = [kind for kind in kinds if (model := kind.model_class()) and _may_undo(request.user, model)]
    states = KeptState.objects.filter(content_type__in=mine).select_related("by", "content_type")
    page = Paginator(states, A_PAGE).get_page(request.GET.get("p"))
    return render(request, "core/desk/undo.html", {"page": page, "days": undo.KEPT.days()})


def state(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what would be another then, POST puts it back."""
    kept = _mine(request, pk)
    if request.method == "POST":
        return _put_back(request, kept)
    now = kept.present
    is_deleted = kept.reason == KeptState.Reason.DELETED
    context = {
        "kept": kept,
        "is_deleted": is_deleted,
        "is_page": bool(kept.model and issubclass(kept.model, Page)),
        "below": undo.kept_together(kept) if is_deleted else [],
        "differences": undo.differences(kept, now),
        "days": undo.KEPT.days(),
    }
    return render(request, "core/desk/undo_state.html", context)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete what was kept for good: for what should never have been here."""
    kept = _mine(request, pk)
    undo.forget(kept)
    notices.success(request, f"‘{kept.name}’ as it was then has been deleted permanently.")
    return redirect("undo")


def _put_back(request: HttpRequest, kept: KeptState) -> HttpResponse:
    try:
        thing = putting_back.put_back(kept)
    except putting_back.CannotBePutBackError as error:
        notices.error(request, str(error))
        return redirect("undo_state", kept.pk)
    edit = AdminURLFinder(request.user).get_edit_url(thing)
    messages.success(
        request, f"‘{thing}’ is back as it was.", buttons=[messages.button(edit, "Edit")] if edit else None
    )
    return redirect("undo")


def _mine(request: HttpRequest, pk: int) -> KeptState:
    kept = get_object_or_404(KeptState.objects.select_related("by", "content_type"), pk=pk)
    if kept.model is None or not _may_undo(request.user, kept.model, kept):
        raise PermissionDenied
    return kept


def _may_undo(user: Any, model: type[models.Model], kept: KeptState | None = None) -> bool:
    """Who may change a thing may undo a change; who may add and delete it may have it back."""
    if issubclass(model, Page):
        return _may_undo_page(user, kept)
    if issubclass(model, get_image_model()):
        return images_policy.user_has_permission(user, "change")
    if issubclass(model, get_document_model()):
        return documents_policy.user_has_permission(user, "change")
    needed = {"add", "delete"} if kept and kept.reason == KeptState.Reason.DELETED else {"change"}
    policy = ModelPermissionPolicy(model)
    return all(policy.user_has_permission(user, action) for action in needed)


def _may_undo_page(user: Any, kept: KeptState | None) -> bool:
    if kept is None:
        return page_permission_policy.user_has_permission(user, "publish")
    parent = Page.objects.filter(pk=kept.data.get("_parent")).first()
    if parent is None:
        return user.is_superuser
    return parent.permissions_for_user(user).can_publish_subpage()
