"""Undo for what staff change and delete in the admin, whichever view, bulk action or API does it.

Pages and what else has drafts keep their own versions. Of everything else that is registered as a setting or a
snippet, of pictures, documents, redirects and sites, each state is kept when another one is saved over it; what is
deleted is kept too, pages as well. A new kind is covered as soon as it is registered.
"""

import datetime
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.signals import pre_delete, pre_save
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail import hooks
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, RevisionMixin, Site
from wagtail.snippets.models import get_snippet_models

from . import retention
from .kept_states import KeptState

KEPT = retention.register(
    "undo",
    what="Earlier versions, and deleted pages, pictures, files and entries, so that mistakes can be undone",
    days=lambda: 90,
    after="the change",
)
FOLDER = "former"


@cache
def covered() -> frozenset[type[models.Model]]:
    """What is kept when it is changed or deleted (pages: when they are deleted)."""
    hooks.search_for_hooks()  # where snippets are registered
    others = (get_image_model(), get_document_model(), apps.get_model("wagtailredirects.Redirect"), Site)
    return frozenset({*settings_registry, *get_snippet_models(), *others})


@contextmanager
def paused() -> Iterator[None]:
    """Within this context nothing is kept: what the site itself sets up is nobody's mistake."""
    _pause.now = True
    try:
        yield
    finally:
        _pause.now = False


class _Pause(threading.local):
    now = False


_pause = _Pause()


def connect_signals() -> None:
    """Keep what is saved over or deleted from now on."""
    pre_save.connect(_keep_what_is_saved_over, dispatch_uid="undo:saved-over")
    pre_delete.connect(_keep_what_is_deleted, dispatch_uid="undo:deleted")


def data_of(thing: models.Model) -> dict[str, Any]:
    """All of the thing that a save stores, with its rows below, as JSON knows it."""
    whole = (
        thing.serializable_data() if isinstance(thing, ClusterableModel) else get_serializable_data_for_fields(thing)
    )
    if not isinstance(thing, Page) and hasattr(thing, "tags"):
        whole["_tags"] = sorted(thing.tags.names())
    return json.loads(json.dumps(whole, cls=DjangoJSONEncoder))


def keep_before_its_files_go(thing: models.Model) -> None:
    """Keep a stored thing with its files, for whoever deletes a file before the thing is saved with another."""
    if not _pause.now:
        _keep(thing, KeptState.Reason.CHANGED, file_fields(type(thing)))


def forget_old() -> None:
    """Forget what was kept long enough, its files too."""
    for state in KeptState.objects.filter(kept_at__lt=KEPT.cutoff()).iterator():
        forget(state)


def forget(state: KeptState) -> None:
    """Forget a state and the copies of its files."""
    for field in file_fields(state.model) if state.model else []:
        for copy in state.files.values():
            field.storage.delete(copy)
    state.delete()


def file_fields(model: type[models.Model]) -> list[models.FileField]:
    """The fields of a class that hold files."""
    return [field for field in model._meta.get_fields() if isinstance(field, models.FileField)]


def _keep_what_is_saved_over(
    sender: type[models.Model], instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    if _pause.now or raw or instance.pk is None or sender not in covered() or issubclass(sender, RevisionMixin):
        return
    if update_fields is not None and not any(sender._meta.get_field(name).editable for name in update_fields):
        return  # what the site itself notes
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is None:
        return
    replaced = [
        field
        for field in file_fields(sender)
        if not getattr(instance, field.name)._committed
        or getattr(instance, field.name).name != getattr(stored, field.name).name
    ]
    _keep(stored, KeptState.Reason.CHANGED, replaced)


def _keep_what_is_deleted(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    is_page = issubclass(sender, Page) and sender is not Page
    if _pause.now or not (is_page or sender in covered()):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first()
    if stored is not None:
        _keep(stored, KeptState.Reason.DELETED, file_fields(sender), **_surroundings(stored))


def _surroundings(thing: Any) -> dict[str, Any]:
    """What a deletion takes besides: what pointed at it; of a page its place, and a draft over the public text."""
    pointers = [
        [relation.related_model._meta.label, relation.field.name, list(found)]
        for relation in thing._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and getattr(relation, "on_delete", None) is models.SET_NULL
        and (
            found := relation.related_model._base_manager.filter(**{relation.field.name: thing.pk}).values_list(
                "pk", flat=True
            )
        )
    ]
    if not isinstance(thing, Page):
        return {"_pointers": pointers}
    parent = thing.get_parent()
    draft = thing.latest_revision.content if thing.latest_revision and thing.has_unpublished_changes else None
    return {"_pointers": pointers, "_parent": parent.pk if parent else None, "_draft": draft}


def _keep(thing: Any, reason: KeptState.Reason, files: list[models.FileField], **more: Any) -> None:
    rows = KeptState.objects.filter(
        content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False), object_id=str(thing.pk)
    )
    data = data_of(thing) | more
    newest = rows.first()
    names = {getattr(thing, field.name).name for field in files}
    if reason == KeptState.Reason.CHANGED and newest and newest.data == data and names <= newest.files.keys():
        return
    user = get_active_log_context().user
    KeptState.objects.create(
        content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
        object_id=str(thing.pk),
        name=str(thing)[:255],
        reason=reason,
        data=data,
        files=dict(copy for field in files if (copy := _copied(getattr(thing, field.name)))),
        by=user if user and user.pk else None,
    )


def _copied(file: Any) -> tuple[str, str] | None:
    """A copy under a name that nobody can guess: a file that staff take off the site must not stay at its address."""
    if not file or not file.storage.exists(file.name):
        return None
    with file.storage.open(file.name) as content:
        place = f"{FOLDER}/{secrets.token_hex(16)}/{PurePosixPath(file.name).name}"
        return file.name, file.storage.save(place, content)


def kept_together(state: KeptState) -> list[KeptState]:
    """What was deleted along with a page: the pages below it, from the top down."""
    path = state.data.get("path")
    if not path:
        return []
    around = datetime.timedelta(minutes=5)
    near = KeptState.objects.filter(
        reason=KeptState.Reason.DELETED, kept_at__range=(state.kept_at - around, state.kept_at + around)
    ).exclude(pk=state.pk)
    below = [other for other in near if other.data.get("path", "").startswith(path)]
    return sorted(below, key=lambda other: other.data["path"])


def as_it_is_now(state: KeptState) -> bool:
    """Whether the thing is again, or still, as it was kept."""
    now = state.present
    return now is not None and not differences(state, now)


def differences(state: KeptState, now: Any = None) -> list[tuple[str, str, str]]:
    """What staff can change and is another now: its name, then and now."""
    present = data_of(now) if now is not None else {}
    fields = {field.name: field for field in state.model._meta.get_fields()} if state.model else {}
    found = []
    for name, then in state.data.items():
        field = fields.get(name)
        is_ours = name == "pk" or (name.startswith("_") and name != "_tags")
        if is_ours or (field is not None and not _is_staffs(field)):
            continue
        if then != present.get(name) and (now is not None or then not in (None, "", [], "[]")):
            label = getattr(field, "verbose_name", name.strip("_").replace("_", " "))
            found.append((str(label).capitalize(), _shown(then), _shown(present.get(name))))
    return found


def _is_staffs(field: Any) -> bool:
    return getattr(field, "editable", True) and not getattr(field, "primary_key", False)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return {"null": "–", "true": "yes", "false": "no", "": "–"}.get(text, text)[:2000]
