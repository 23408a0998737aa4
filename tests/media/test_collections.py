"""Collections sort pictures and files; they hide none, as every address of a file is public."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction


@pytest.fixture
def collection(home):
    return Collection.get_first_root_node().add_child(name="Session papers")


def test_a_collection_offers_no_privacy_that_would_protect_nothing(admin_client, collection):
    form = admin_client.get(f"/admin/collections/{collection.pk}/")
    assert form.status_code == 200
    assert "privacy/" not in form.content.decode()


def test_a_collection_cannot_be_made_private_by_its_address_either(admin_client, collection):
    address = f"/admin/collections/{collection.pk}/"
    assert admin_client.post(f"{address}privacy/", {"restriction_type": "login"}).url == address
    assert not CollectionViewRestriction.objects.exists()
