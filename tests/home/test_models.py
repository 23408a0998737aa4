"""The home page, composed by staff."""

from lbn_site.example.content import explainers, front_page, news
from lbn_site.home.models import HomePage


def test_the_home_page_has_its_title_introduction_and_windows(client, home):
    page = client.get("/").content.decode()
    assert "<h1>England’s ‘left behind’ neighbourhoods</h1>" in page
    assert "From June 2020 to March 2024" in page
    assert "worked together for 225 neighbourhoods" in page
    assert page.count("h7v8h-7z") == 225


def test_the_windows_follow_the_number_of_neighbourhoods(client, home, campaign):
    campaign.neighbourhood_count = 206
    campaign.save()
    assert client.get("/").content.decode().count("h7v8h-7z") == 206


def test_the_blocks_of_the_home_page_show_in_their_order(client, home):
    explainers.load()
    news.load()
    front_page.load()
    page = client.get("/").content.decode()
    order = ["neighbourhoods on the group’s list", "What ‘left behind’ means", "Start here", "News from the group"]
    assert sorted(order, key=page.index) == order
    assert '<a class="button button--quiet" href="/about/the-group/">' in page


def test_the_postcode_field_stands_right_under_the_title_and_once(client, home):
    home.body = [("text", "<p>Ours.</p>"), ("part", {"part": "neighbourhood-check"})]
    home.save()
    page = client.get("/").content.decode()
    assert page.count('name="postcode"') == 1
    assert page.index("<h1>") < page.index('name="postcode"') < page.index("From June 2020") < page.index("Ours.")


def test_the_example_does_not_overwrite_what_staff_made(home):
    home.body = [("text", "<p>Ours.</p>")]
    home.save()
    front_page.load()
    assert len(HomePage.objects.get().body) == 1


def test_a_home_page_with_half_filled_blocks_can_be_previewed(home):
    home.title = ""
    home.actions = [("link", {"page": None, "address": None, "text": None})]
    home.body = [
        ("cards", {"heading": None, "cards": [{"page": None, "text": None}]}),
        ("latest", {"heading": None, "section": None, "number": None}),
        ("part", {"part": None}),
        ("call", {"heading": None, "text": None, "links": [{"page": None, "address": None, "text": None}]}),
    ]
    response = home.make_preview_request()
    assert response.status_code == 200
    assert "None" not in response.content.decode()
