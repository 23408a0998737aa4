"""Everything that staff can change in the admin can be undone, or says why it cannot."""

import pytest
from django.apps import apps
from django.db import models
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, RevisionMixin
from wagtail.snippets.models import get_snippet_models

from lbn_site.core import undo

WITHOUT = {
    "newsletter.Subscription": "people's own consent: staff end it or erase it, and erasing must be final",
    "newsletter.BlockedAddress": "an email address and nothing else: who takes it off may enter it again",
    "mail.OutgoingMessage": "written by the site itself, read by staff",
    "accounts.User": "an account holds secrets, which must be kept nowhere else; it is switched off, not deleted",
    "auth.Group": "rights, renewed at each migrate; kept copies could give somebody back what was taken from them",
    "wagtailcore.Collection": "a name; only an empty one can be deleted",
    "wagtailcore.Workflow": "who approves, switched off and on again, never deleted",
    "wagtailcore.Task": "who approves, switched off and on again, never deleted",
    "wagtailcore.Locale": "languages, of which the site has one",
    "accounts.Invitation": "sent, withdrawn and sent again",
}
# Wagtail's own views, which register no viewset.
BESIDE_VIEWSETS = {"wagtailcore.Collection", "wagtailcore.Workflow", "wagtailcore.Task", "wagtailredirects.Redirect"}


def viewsets():
    for found in hooks.get_hooks("register_admin_viewset"):
        registered = found()
        for viewset in registered if isinstance(registered, (list, tuple)) else [registered]:
            yield from viewset.registerables if isinstance(viewset, ViewSetGroup) else [viewset]


def what_staff_change() -> set[type[models.Model]]:
    found = {*settings_registry, *get_snippet_models(), *(apps.get_model(name) for name in BESIDE_VIEWSETS)}
    found |= {model for model in (getattr(viewset, "model", None) for viewset in viewsets()) if model is not None}
    return {apps.get_model(model) if isinstance(model, str) else model for model in found}


def has_undo(model: type[models.Model]) -> bool:
    return issubclass(model, (RevisionMixin, Page)) or model in undo.covered()


def test_the_walk_finds_what_staff_change():
    names = {model._meta.label for model in what_staff_change()}
    assert {"core.Campaign", "people.Person", "faq.FAQTopic", "consent.Cookie", "newsletter.MailWording"} <= names
    assert {"media.CustomImage", "media.CustomDocument", "wagtailcore.Site", "accounts.User"} <= names


def test_all_that_staff_change_can_be_undone_or_says_why_not():
    missing = {model._meta.label for model in what_staff_change() if not has_undo(model)} - WITHOUT.keys()
    assert not missing, "give them a history (RevisionMixin), or say in WITHOUT why a mistake cannot be undone"


def test_no_reason_is_left_of_what_can_be_undone():
    assert not {name for name in WITHOUT if has_undo(apps.get_model(name))}


@pytest.mark.parametrize("model", sorted(undo.covered(), key=lambda model: model._meta.label), ids=str)
def test_whatever_is_covered_can_be_written_down_and_built_again(model, db):
    blank = model()
    data = undo.data_of(blank) if not undo.file_fields(model) else None
    assert data is None or "pk" in data
