"""What each role may do, tried in the real admin."""

import re
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Site, Workflow
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from lbn_site.accounts import roles
from lbn_site.accounts.models import User
from lbn_site.accounts.roles import Role
from lbn_site.core.models import Campaign
from lbn_site.explainers.models import ExplainerIndexPage

from .factories import UserFactory

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


@dataclass
class Desk:
    """Somebody with a role, at a site with one live page."""

    browser: Client
    page: ExplainerIndexPage

    def save_page(self, **buttons: str) -> None:
        form = {
            "title": "A new title",
            "slug": self.page.slug,
            "introduction": rich_text("<p>New.</p>"),
            "search_description": "What it is about.",
            "comments": inline_formset([]),
            **buttons,
        }
        self.browser.post(f"/admin/pages/{self.page.pk}/edit/", nested_form_data(form))
        self.page.refresh_from_db()

    def can_draft(self) -> bool:
        self.save_page()
        return (
            self.page.latest_revision is not None and self.page.get_latest_revision_as_object().title == "A new title"
        )

    def can_publish(self) -> bool:
        self.save_page(**{"action-publish": "Publish"})
        return self.page.title == "A new title"

    def can_unpublish(self) -> bool:
        self.browser.post(f"/admin/pages/{self.page.pk}/unpublish/")
        self.page.refresh_from_db()
        return not self.page.live

    def can_delete_a_live_page(self) -> bool:
        self.browser.post(f"/admin/pages/{self.page.pk}/delete/")
        return not ExplainerIndexPage.objects.filter(pk=self.page.pk).exists()

    def can_upload_a_picture(self) -> bool:
        upload = SimpleUploadedFile("pixel.png", PIXEL, "image/png")
        self.browser.post("/admin/images/add/", {"title": "A pixel", "file": upload, "collection": 1})
        return get_image_model().objects.filter(title="A pixel").exists()

    def can_redirect(self) -> bool:
        form = {"old_path": "/old/", "is_permanent": "on", "address": "https://lbn.example/about/"}
        self.browser.post("/admin/redirects/add/", form)
        return Redirect.objects.filter(old_path="/old").exists()

    def can_change_the_campaign(self) -> bool:
        site = Site.objects.get(is_default_site=True)
        form = {"name": "Another name", "state": "open", "neighbourhood_count": 1, "people_count": 1}
        texts = ("notice", "closed_message", "disclaimer", "secretariat")
        form |= {name: rich_text("<p>Text.</p>") for name in texts}
        self.browser.post(f"/admin/settings/core/campaign/{site.pk}/", nested_form_data(form))
        return Campaign.for_site(site).name == "Another name"

    def can_make_accounts(self) -> bool:
        form = {
            "username": "carl",
            "email": "carl@example.org",
            "first_name": "Carl",
            "last_name": "C",
            "is_active": "on",
        }
        self.browser.post("/admin/users/new/", {**form, "password1": "", "password2": ""})
        return User.objects.filter(username="carl").exists()


ACTS = {
    "draft": Desk.can_draft,
    "publish": Desk.can_publish,
    "unpublish": Desk.can_unpublish,
    "delete a live page": Desk.can_delete_a_live_page,
    "upload a picture": Desk.can_upload_a_picture,
    "redirect": Desk.can_redirect,
    "change the campaign": Desk.can_change_the_campaign,
    "make accounts": Desk.can_make_accounts,
}
EDITORIAL = {"draft", "publish", "unpublish", "delete a live page", "upload a picture", "redirect"}
ALLOWED = {
    Role.WRITER: {"draft", "upload a picture"},
    Role.EDITOR: EDITORIAL,
    Role.DATA_STEWARD: set(),
    Role.PUBLISHER: EDITORIAL | {"change the campaign"},
    Role.ADMINISTRATOR: EDITORIAL | {"change the campaign", "make accounts"},
}


def desk_of(role: Role, home) -> Desk:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role.value))
    browser = Client()
    browser.force_login(user)
    page = home.add_child(instance=ExplainerIndexPage(title="About", slug="about", search_description="About."))
    return Desk(browser, page)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_its_description_says(home, role, act):
    assert ACTS[act](desk_of(role, home)) == (act in ALLOWED[role])


@pytest.mark.parametrize("role", Role)
def test_every_role_enters_the_desk(home, role):
    assert desk_of(role, home).browser.get("/admin/").status_code == 200


def test_every_permission_that_a_role_names_exists(db):
    existing = {
        f"{app}.{codename}" for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    named = set()
    for role in Role:
        rights = roles.rights_of(role)
        named |= rights.others | rights.collections | {f"wagtailcore.{codename}" for codename in rights.pages}
    assert named - existing == set()


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_editors_keep_what_pages_choose_from(home, model):
    stewards = {"Place"}  # places come with the list
    role = Role.DATA_STEWARD if model.__name__ in stewards else Role.EDITOR
    desk = desk_of(role, home).browser
    assert desk.get(reverse(model.snippet_viewset.get_url_name("list"))).status_code == 200


def test_renewing_gives_back_what_is_missing_and_takes_nothing_away(db):
    publisher = Group.objects.get(name="Publisher")
    own = publisher.permissions.get(codename="change_campaign")
    extra = Permission.objects.get(codename="add_site")
    publisher.permissions.remove(own)
    publisher.permissions.add(extra)
    for _ in range(2):
        call_command("migrate", verbosity=0)
    assert {own, extra} <= set(publisher.permissions.all())
    assert publisher.page_permissions.count() == len(roles.rights_of(Role.PUBLISHER).pages)


def test_other_apps_add_to_a_role_and_to_those_that_include_it(db, monkeypatch):
    rights = {
        role: roles.Rights(own.includes, own.pages, own.collections, set(own.others))
        for role, own in roles._rights.items()
    }
    monkeypatch.setattr(roles, "_rights", rights)
    roles.grant(Role.DATA_STEWARD, "taggit.add_tag")
    roles.renew_groups()
    holders = set(Group.objects.filter(permissions__codename="add_tag").values_list("name", flat=True))
    assert holders == {"Data steward", "Administrator"}


def test_wagtails_own_groups_became_roles_and_its_workflow_goes_to_all_who_publish(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    (workflow,) = Workflow.objects.all()
    assert workflow.name == "Approval by an editor"
    asked = {group.name for group in workflow.tasks.get().specific.groups.all()}
    assert asked == {"Editor", "Publisher", "Administrator"}


def addresses_about_people(resolver: URLResolver | None = None, start: str = "/") -> list[str]:
    """Every address of the admin, Wagtail's included, below users, groups, invitations, accounts and bulk actions."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        address = start + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            found += addresses_about_people(pattern, address)
        elif re.match(r"/admin/(users|groups|staff-invitations|account|bulk)\b", address):
            found.append(address)
    return found


def addresses_for(target: User) -> list[str]:
    """Those addresses, filled in with the target, and each bulk action on accounts."""
    group = Group.objects.get(name=Role.ADMINISTRATOR.value)
    found = [address for address in addresses_about_people() if "bulk" not in address]
    keys = {True: str(group.pk), False: str(target.pk)}
    plain = [re.sub(r"<[^>]+>", keys["/groups/" in address], address) for address in found]
    bulk = bulk_action_registry.get_bulk_actions_for_model("accounts", "user")
    return plain + [f"/admin/bulk/accounts/user/{action.action_type}/?id={target.pk}" for action in bulk]


def everything_about(target: User) -> tuple:
    account = User.objects.filter(pk=target.pk).values_list(
        "username", "email", "password", "is_active", "is_superuser", "first_name"
    )
    groups = sorted(target.groups.values_list("name", flat=True))
    rights = {group.name: sorted(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()}
    return (list(account), groups, rights, Authenticator.objects.filter(user_id=target.pk).count())


def bring_in(kind: str) -> User:
    target = UserFactory(username="target", first_name="T", last_name="T", is_superuser=kind == "superuser")
    if kind != "superuser":
        target.groups.add(Group.objects.get(name=kind))
    Authenticator.objects.create(user=target, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return target


# Whose accounts somebody of a role may change; superusers are left to superusers.
CHANGES = {(Role.ADMINISTRATOR, "Administrator"), (Role.ADMINISTRATOR, "Publisher")}


@pytest.mark.parametrize("kind", ["superuser", "Administrator", "Publisher"])
@pytest.mark.parametrize("role", Role)
def test_no_address_of_the_admin_changes_the_account_of_somebody_beyond_a_role(home, role, kind):
    target, desk = bring_in(kind), desk_of(role, home)
    before = everything_about(target)
    forms = {
        "username": "taken-over",
        "email": "taken@example.org",
        "first_name": "Taken",
        "last_name": "Over",
        "password1": "a word of my own",
        "password2": "a word of my own",
        "is_superuser": "on",
        "groups": [group.pk for group in Group.objects.all()],
        "name": "Ours",
        "permissions": [permission.pk for permission in Permission.objects.all()],
        "role": Group.objects.get(name=Role.WRITER.value).pk,
        "mark_as_active": "False",
    }
    addresses = [address for address in addresses_for(target) if not address.startswith("/admin/groups/delete/")]
    addresses.sort(key=lambda address: "/delete/" in address)
    assert len(addresses) > 15
    for address in addresses:
        response = desk.browser.post(address, forms)
        assert response.status_code < 500, address
    assert (everything_about(target) != before) == ((role, kind) in CHANGES)
    assert not User.objects.filter(is_superuser=True).exclude(pk=target.pk).exists()
