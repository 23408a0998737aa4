"""What visitors type, as words to look for: the same on every database.

PostgreSQL finds words by their stem, SQLite only as they stand, so each word is looked for in its singular and its
plural; and neither needs to know how a misspelt word should be written, as the site's own words tell.
"""

import difflib

from django.core.cache import cache
from wagtail.models import Page

from lbn_site.core.names import plain

MOST_WORDS = 8
LIKENESS = 0.75
SHORTEST_BEGINNING = 4
VOCABULARY_KEY = "search:vocabulary"
VOCABULARY_SECONDS = 600
# Words that PostgreSQL leaves out of its index, so far as questions begin with them.
_SAYING_NOTHING = """
    a about am an and are as at be been but by can did do does for from had has have how i in is it its me my of on
    or our s so than that the their them there these they this to was we were what when where which who whom why
    will with you your
"""
EMPTY_WORDS = frozenset(_SAYING_NOTHING.split())
SAME_WORDS = {"st": "saint", "saint": "st"}


def words_of(query: str) -> list[str]:
    """The words to look for, lower case, without those that say nothing; all of them if none says anything."""
    return all_words_of(query)[:MOST_WORDS]


def all_words_of(text: str) -> list[str]:
    """As `words_of`, however many there are."""
    words = list(dict.fromkeys(plain(text).split()))
    return [word for word in words if word not in EMPTY_WORDS] or words


def forms_of(word: str) -> list[str]:
    """A word in its singular and plural, itself first."""
    if word in SAME_WORDS:
        return [word, SAME_WORDS[word]]
    if len(word) < 3 or word.isdecimal():
        return [word]
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    elif word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    if word.endswith(("ses", "xes", "ches", "shes")):
        forms.append(word[:-2])
    if word.endswith("y") and word[-2] not in "aeiou":
        forms.append(word[:-1] + "ies")
    elif word.endswith(("s", "x", "ch", "sh")):
        forms.append(word + "es")
    else:
        forms.append(word + "s")
    return forms


def corrected(words: list[str]) -> list[str]:
    """The words as the site itself writes them, where it has one that looks much alike; else as they are."""
    known = _vocabulary()
    return [word if known & set(forms_of(word)) else _likest(word, known) for word in words]


def _likest(word: str, known: set[str]) -> str:
    """The shortest word that begins like this one, as if it were not typed to its end; else the one most like it."""
    begun = [candidate for candidate in known if len(word) >= SHORTEST_BEGINNING and candidate.startswith(word)]
    if begun:
        return min(begun, key=lambda candidate: (len(candidate), candidate))
    alike = [candidate for candidate in known if candidate[0] == word[0] and abs(len(candidate) - len(word)) <= 2]
    return next(iter(difflib.get_close_matches(word, sorted(alike), n=1, cutoff=LIKENESS)), word)


def _vocabulary() -> set[str]:
    """The words of the titles and descriptions of live pages."""
    known = cache.get(VOCABULARY_KEY)
    if known is None:
        texts = Page.objects.live().order_by().values_list("title", "search_description")
        known = {word for pair in texts.iterator() for text in pair for word in plain(text).split()}
        known = {word for word in known if len(word) > 3}
        cache.set(VOCABULARY_KEY, known, VOCABULARY_SECONDS)
    return known
