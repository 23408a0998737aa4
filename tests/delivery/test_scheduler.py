"""Pages go live and come down at their time, visitors see it at once, and the desk notices when nothing runs."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from lbn_site.delivery import scheduler
from lbn_site.delivery.tasks import publish_scheduled_pages
from lbn_site.explainers.models import ExplainerIndexPage

WARNING = "Scheduled publishing has stopped"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def about(home):
    page = ExplainerIndexPage(title="About us", slug="about", search_description="About.", live=False)
    return home.add_child(instance=page)


def run(capture) -> None:
    with capture(execute=True):
        publish_scheduled_pages()


def its_time_has_come(page, field: str) -> None:
    """Move the schedule of a page into the past, as the clock would."""
    past = timezone.now() - MINUTE
    revision = page.get_latest_revision()
    revision.approved_go_live_at = past if field == "go_live_at" else None
    revision.content[field] = past.isoformat()
    revision.save()
    page.refresh_from_db()
    setattr(page, field, past)
    page.save()


def test_a_page_goes_live_at_its_time(client, about, django_capture_on_commit_callbacks):
    about.go_live_at = timezone.now() + 10 * MINUTE
    about.save_revision().publish()
    run(django_capture_on_commit_callbacks)
    assert client.get("/about/").status_code == 404
    its_time_has_come(about, "go_live_at")
    run(django_capture_on_commit_callbacks)
    assert client.get("/about/").status_code == 200


def test_a_page_comes_down_at_its_time_though_its_copy_was_cached(client, about, django_capture_on_commit_callbacks):
    about.expire_at = timezone.now() + 10 * MINUTE
    about.save_revision().publish()
    run(django_capture_on_commit_callbacks)
    assert client.get("/about/").status_code == 200
    its_time_has_come(about, "expire_at")
    assert client.get("/about/").status_code == 200
    run(django_capture_on_commit_callbacks)
    assert client.get("/about/").status_code == 404


def test_the_desk_is_quiet_while_the_scheduler_runs(admin_client, home):
    publish_scheduled_pages()
    assert WARNING not in admin_client.get("/admin/").content.decode()


def test_the_desk_warns_when_the_scheduler_has_not_run_for_five_minutes(admin_client, home):
    cache.set(scheduler.LAST_RUN_KEY, timezone.now() - 6 * MINUTE, timeout=None)
    page = admin_client.get("/admin/").content.decode()
    assert WARNING in page
    assert "the last check was on" in page


def test_the_desk_gives_a_scheduler_that_never_ran_five_minutes(admin_client, home):
    assert WARNING not in admin_client.get("/admin/").content.decode()
    cache.set(scheduler.WAITING_SINCE_KEY, timezone.now() - 6 * MINUTE, timeout=None)
    assert WARNING in admin_client.get("/admin/").content.decode()
