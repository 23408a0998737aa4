"""The scripts that count: the same for everyone, and only where something is counted."""

import pytest

from lbn_site.core.models import CampaignState
from lbn_site.statistics.models import Method, Provider


def page(client) -> str:
    return client.get("/").content.decode()


def use_provider(statistics) -> None:
    statistics.method = Method.PROVIDER
    statistics.provider = Provider.PLAUSIBLE
    statistics.provider_url = "https://stats.example.org/app/"
    statistics.provider_site = "lbn.example"
    statistics.full_clean()
    statistics.save()


def test_a_page_has_the_script_while_visits_are_counted(client, statistics):
    assert '<script type="module" async id="statistics" data-visits src="/static/js/statistics.js">' in page(client)


def test_page_views_of_everyone_are_announced_to_the_script(client, statistics):
    statistics.count_all_page_views = True
    statistics.save()
    assert 'id="statistics" data-visits data-all' in page(client)


def test_no_counting_no_script(client, statistics):
    statistics.method = Method.OFF
    statistics.save()
    assert "statistics" not in page(client)


def test_a_closed_campaign_has_no_script(client, statistics, campaign):
    campaign.state = CampaignState.CLOSED
    campaign.save()
    assert "statistics" not in page(client)


def test_a_page_that_is_not_there_is_not_counted(client, statistics):
    assert "statistics.js" not in client.get("/nothing-here/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/newsletter/confirm/0a-0-1f.Sig/",
        "/newsletter/unsubscribe/0a-0-1f.Sig",
        "/newsletter/your-data/",
        "/newsletter/check-your-inbox/",
        "/accounts/login/",
        "/accounts/password/reset/key/1-abc-0123/",
        "/helpful/comment/1:abc:Sig",
        "/cookies/choice",
    ],
)
@pytest.mark.parametrize("counts", ["here", "by a program"])
def test_a_page_that_does_not_say_that_it_is_public_has_no_script_that_counts(client, statistics, counts, address):
    statistics.count_all_page_views = True
    statistics.save()
    if counts == "by a program":
        use_provider(statistics)
    response = client.get(address)
    assert "js/statistics" not in response.content.decode()
    assert "stats.example.org" not in response.get("Content-Security-Policy", "")


@pytest.mark.parametrize("address", ["/", "/search/", "/sitemap/"])
def test_public_pages_are_counted(client, statistics, address):
    assert "js/statistics.js" in client.get(address).content.decode()


def test_the_policy_is_extended_to_exactly_the_providers_host(client, statistics):
    before = client.get("/")["Content-Security-Policy"]
    assert "stats.example.org" not in before
    use_provider(statistics)
    client.cookies.clear()
    response = client.get("/?fresh=1")
    directives = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    allowed = {name for name, sources in directives.items() if "https://stats.example.org" in sources.split()}
    assert allowed == {"script-src", "connect-src", "img-src"}
    assert 'data-kind="plausible" data-url="https://stats.example.org/app/"' in response.content.decode()


def test_a_provider_is_not_loaded_by_the_page_itself(client, statistics):
    use_provider(statistics)
    assert 'src="https://stats.example.org' not in page(client)
