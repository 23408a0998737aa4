"""What pictures and files are called in the editors' desk."""

import pytest
from django.apps import apps
from django.urls import reverse


@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtaildocs:add", "wagtailimages:index"])
def test_the_desk_calls_them_by_plain_words(admin_client, address):
    assert "custom image" not in admin_client.get(reverse(address)).content.decode().lower()


@pytest.mark.parametrize(("model", "word"), [("CustomImage", "image"), ("CustomDocument", "document")])
def test_the_models_have_plain_names(model, word):
    assert apps.get_model("media", model)._meta.verbose_name == word
