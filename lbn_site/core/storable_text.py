"""Text that every output can hold, cleaned at the one place where text is stored.

XML 1.0 (section 2.2), iCalendar (RFC 5545), JSON-LD, headers and PostgreSQL each refuse some characters that people
paste without seeing them: a vertical tab from a slide, a NUL, half of a surrogate pair. They are taken out, not
refused, when a form reads a text and when any field stores one. What breaks a line becomes a space in a single line.

Marks that turn the direction of what follows, soft hyphens and byte order marks are taken out too: they are invisible
where they were pasted and show their effect elsewhere. What joins emoji or letters stays.
"""

import re
from typing import Any

from django import forms
from django.db import models
from django.db.models.expressions import Expression

_LINE_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_SPACES_OF_ONE_LINE = re.compile("[\t\n\r\v\f\x85\u2028\u2029]+")
_UNSTORABLE = re.compile(
    "[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
# Around a text that was pasted: all that Python takes for a space, and what has no width.
_EDGES = re.compile(r"^[\s\u200b\u2060\ufeff\xad]+|[\s\u200b\u2060\ufeff\xad]+$")


def storable(text: str) -> str:
    """The text without the characters that an output cannot hold; its lines stay lines."""
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub("", _LINE_BREAKS.sub("\n", text))


def storable_line(text: str) -> str:
    """The text as one line."""
    return storable(_SPACES_OF_ONE_LINE.sub(" ", text))


def storable_json(value: Any) -> Any:
    """The same structure with storable texts."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable_json(key): storable_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(inner) for inner in value]
    return value


def without_edges(text: str) -> str:
    """The text without the spaces around it, those of other scripts and those without a width included."""
    return _EDGES.sub("", text)


def clean_every_text() -> None:
    """Let every field of every model, and every form, keep to this: ours, Django's and Wagtail's."""
    _clean_before_storing(models.CharField, storable_line)
    _clean_before_storing(models.TextField, storable)
    _clean_json(models.JSONField)
    _clean_in_forms(forms.CharField)


def _clean_before_storing(field_class: Any, clean: Any) -> None:
    get_prep_value, pre_save = field_class.get_prep_value, field_class.pre_save

    def clean_value(field: models.Field, value: Any) -> Any:
        prepared = get_prep_value(field, value)
        return clean(prepared) if isinstance(prepared, str) else prepared

    def clean_instance(field: models.Field, instance: models.Model, add: bool) -> Any:
        value = pre_save(field, instance, add)
        if isinstance(value, str) and (cleaned := clean(value)) != value:
            setattr(instance, field.attname, cleaned)
            return cleaned
        return value

    field_class.get_prep_value, field_class.pre_save = clean_value, clean_instance


def _clean_json(field_class: Any) -> None:
    get_db_prep_value = field_class.get_db_prep_value

    def clean_value(field: models.Field, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not isinstance(value, Expression):
            value = storable_json(value)
        return get_db_prep_value(field, value, connection, prepared)

    field_class.get_db_prep_value = clean_value


def _clean_in_forms(field_class: Any) -> None:
    to_python = field_class.to_python

    def clean_value(field: forms.CharField, value: Any) -> Any:
        if isinstance(value, str):
            is_text = isinstance(field.widget, forms.Textarea)
            value = storable(value) if is_text or not field.strip else storable_line(value)
            if field.strip:
                value = without_edges(value)
        return to_python(field, value)

    field_class.to_python = clean_value
