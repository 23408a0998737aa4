"""The register of cookies in the editors' desk."""

from django.urls import reverse

from lbn_site.consent.models import Cookie


def test_a_draft_needs_the_name_of_the_cookie_and_no_more(admin_client):
    address = reverse(Cookie.snippet_viewset.get_url_name("add"))
    draft = {"name": "", "kind": "cookie", "category": "", "purpose": "", "provider": "", "duration": ""}
    before = Cookie.objects.count()
    response = admin_client.post(address, draft)
    assert "name" in response.context["form"].errors
    assert Cookie.objects.count() == before
    admin_client.post(address, {**draft, "name": "new"})
    assert not Cookie.objects.get(name="new").live
