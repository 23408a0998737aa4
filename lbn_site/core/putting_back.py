"""Putting back what was changed or deleted, as it was (see lbn_site.core.undo)."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from modelcluster.models import ClusterableModel, model_from_serializable_data
from wagtail.models import Page
from wagtail.signals import page_published

from . import first_version, undo
from .kept_states import KeptState


class CannotBePutBackError(Exception):
    """Why something cannot be put back, and what to do, in a sentence."""


def put_back(state: KeptState) -> Any:
    """Make the thing as it was when it was kept; a page with the pages that were below it. Returns the thing.

    Raises CannotBePutBackError, and changes nothing then.
    """
    try:
        with transaction.atomic():
            thing = _put_back_alone(state)
            for below in undo.kept_together(state) if isinstance(thing, Page) else []:
                _put_back_alone(below)
            return thing
    except ValidationError as error:
        raise CannotBePutBackError(f"It cannot be put back as it was: {' '.join(error.messages)}") from error
    except IntegrityError as error:
        raise CannotBePutBackError("Something else has taken its place. Rename or delete that first.") from error


def _put_back_alone(state: KeptState) -> Any:
    model, was_deleted = state.model, state.reason == KeptState.Reason.DELETED
    if model is None:
        raise CannotBePutBackError("The site no longer has entries of this kind.")
    if was_deleted == (state.present is not None):
        raise CannotBePutBackError(
            "It is there already." if was_deleted else "It has since been deleted. Put the deleted one back first."
        )
    thing = _built(model, state.data)
    if isinstance(thing, Page):
        _put_page_back(thing, state.data)
    else:
        _need_its_place(thing)
        _bring_files(state, thing)
        thing.save()
        if was_deleted and isinstance(thing, ClusterableModel):
            _built(model, state.data).save()  # the rows below it are built only where it stands already
    if "_tags" in state.data:
        thing.tags.set(state.data["_tags"])
    for label, field, keys in state.data.get("_pointers", []):
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{f"{field}__isnull": True})
        rows.update(**{field: thing.pk})
    if was_deleted:
        undo.forget(state)
    return thing


def _need_its_place(thing: models.Model) -> None:
    """Databases hold two rows with the same name where another field of the constraint is empty; readers cannot."""
    meta = thing._meta
    alone = [(field.name,) for field in meta.fields if field.unique and not field.primary_key]
    for names in (*alone, *meta.unique_together):
        values = {name: getattr(thing, name) for name in names}
        others = type(thing)._base_manager.exclude(pk=thing.pk)
        if any(value is not None for value in values.values()) and others.filter(**values).exists():
            raise CannotBePutBackError("Something else has taken its name or place. Rename or delete that first.")
    thing.validate_constraints()


def _built(model: type[models.Model], data: dict[str, Any]) -> Any:
    if issubclass(model, ClusterableModel):
        thing: Any = model.from_serializable_data(data)  # type: ignore[attr-defined]
    else:
        thing = model_from_serializable_data(model, data)
    if thing is None:
        raise CannotBePutBackError("What it belonged to has been deleted. Put that back first.")
    return thing


def _bring_files(state: KeptState, thing: Any) -> None:
    """Each file as it was, under its former name: links to documents hold it."""
    later = KeptState.objects.filter(
        content_type=state.content_type, object_id=state.object_id, pk__gte=state.pk
    ).order_by("pk")
    present = state.present
    for field in undo.file_fields(type(thing)):
        name = getattr(thing, field.name).name
        # The first time that it was replaced or deleted since; if it never was, it is still there.
        copy = next((files[name] for files in later.values_list("files", flat=True) if name in files), None)
        if copy is None and field.storage.exists(name):
            continue
        if copy is None or not field.storage.exists(copy):
            raise CannotBePutBackError("Its file is no longer kept. Upload the file again.")
        if present is not None and getattr(present, field.name).name == name:
            undo.keep_before_its_files_go(present)
            field.storage.delete(name)
        with field.storage.open(copy) as content:
            setattr(thing, field.name, field.storage.save(name, content))


def _put_page_back(page: Page, data: dict[str, Any]) -> None:
    parent = Page.objects.filter(pk=data.get("_parent")).first()
    if parent is None:
        raise CannotBePutBackError("The page above it has been deleted too. Put that one back first.")
    if parent.get_children().filter(slug=page.slug).exists():
        raise CannotBePutBackError("Another page now has its address. Give that page a different slug first.")
    # As treebeard's `add_child`, which gives every page another number than links to it know.
    last = parent.get_last_child()
    page.path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    page.depth, page.numchild, page.latest_revision, page.live_revision = parent.depth + 1, 0, None, None
    page.set_url_path(parent)
    page.save_base()
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + 1)
    whole = _built(type(page), data)  # with the rows below it, which are built only where it stands already
    for name in ("path", "depth", "numchild", "latest_revision", "live_revision", "url_path"):
        setattr(whole, name, getattr(page, name))
    whole.save(clean=False)
    page.refresh_from_db()
    version = first_version.keep(page) or page.save_revision(clean=False)
    page.refresh_from_db()
    if data.get("_draft"):
        page.with_content_json(data["_draft"]).save_revision(clean=False)
    if page.live:
        page_published.send(sender=type(page), instance=page, revision=version)
