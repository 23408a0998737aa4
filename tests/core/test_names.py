"""One name, however it is written."""

import unicodedata

import pytest

from lbn_site.core.names import folded, plain, searchable, slug_of, sought_in, tidy

ST_ANDREWS = ["St Andrew's", "St Andrew’s", "St. Andrew's", "ST ANDREWS", "st.andrew`s", "Saint Andrew´s"]


def finds(query: str, *names: str) -> bool:
    text = searchable(*names)
    return all(any(part in text for part in parts) for parts in sought_in(query))


@pytest.mark.parametrize("written", ST_ANDREWS)
def test_a_name_is_the_same_with_any_apostrophe_or_none(written):
    assert folded(written) == "st andrews"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Redcar & Cleveland", "redcar and cleveland"),
        ("Redcar＆Cleveland", "redcar and cleveland"),
        ("Newcastle-upon-Tyne", "newcastle upon tyne"),
        ("Newcastle‑upon–Tyne", "newcastle upon tyne"),
        ("  Newcastle \u00a0upon\u3000Tyne\t", "newcastle upon tyne"),
        ("Ten\u00addring, Essex", "tendring essex"),
        ("Ten\u200bdring", "tendring"),
        ("\u202eTendring\u202c", "tendring"),
        (unicodedata.normalize("NFD", "Café Tŷ"), "cafe ty"),
        ("Ærøskøbing", "aeroskobing"),
        ("Ｔｅｎｄｒｉｎｇ", "tendring"),
        ("Thornaby/Ingleby (Barwick)", "thornaby ingleby barwick"),
        ("–", ""),
    ],
)
def test_what_people_write_differently_is_read_alike(written, read):
    assert folded(written) == read


def test_accents_stay_in_plain_words():
    assert plain(unicodedata.normalize("NFD", "Le Café’s")) == "le cafés"


def test_a_tidy_name_is_composed_and_holds_nothing_invisible():
    assert tidy(unicodedata.normalize("NFD", " Caf\u00ade\u0301  du\u200b\u00a0Nord ")) == "Café du Nord"


@pytest.mark.parametrize("written", ["Redcar & Cleveland", "redcar and cleveland", "Redcar–and–Cleveland"])
def test_the_address_of_a_name_is_the_same_however_it_is_written(written):
    assert slug_of(written) == "redcar-and-cleveland"


@pytest.mark.parametrize(
    "query",
    [
        *ST_ANDREWS,
        "St Andrew",
        "Hull",
        "Hull, City of",
        "Kingston-upon-Hull City Council",
        "kingston on hull",
        "St Andrew’s, Yorkshire & the Humber",
        "Andr Hul",
    ],
)
def test_a_place_is_found_as_people_write_it(query):
    assert finds(query, "St Andrew's", "Kingston upon Hull, City of", "Yorkshire and The Humber")


@pytest.mark.parametrize("query", ["Smiths Wood", "Smith’s Wood", "Smith's-Wood", "Smithswood", "smith wood"])
def test_words_may_be_joined_begun_or_without_their_s(query):
    assert finds(query, "Smith's Wood")


@pytest.mark.parametrize("query", ["Northeast", "north-east", "North East"])
def test_a_compass_point_may_be_one_word(query):
    assert finds(query, "Grange", "North East")


@pytest.mark.parametrize("query", ["St Andrew's, Bristol", "Wells", "ast"])
def test_another_name_is_not_found(query):
    assert not finds(query, "St Andrew's", "Welling", "North East")


@pytest.mark.parametrize("query", ["city", "the", "ward"])
def test_a_word_that_says_little_is_looked_for_where_it_is_the_only_one(query):
    assert finds(query, "The City Ward")
    assert not finds(query, "Grange")


@pytest.mark.parametrize("query", ["", "–", "%", "_", "’", "\u200b"])
def test_what_holds_no_letter_looks_for_nothing(query):
    assert sought_in(query) == []
