"""Error pages."""


def test_a_fault_gives_an_apology(client, home, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("wagtail.models.Site.find_for_request", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert b"Something went wrong" in response.content
    assert b"RuntimeError" not in response.content
