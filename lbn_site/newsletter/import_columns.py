"""What the columns of somebody's list of subscribers mean: which holds the email address, which say who left.

Knows the headings and words of our own export and of Mailchimp, listmonk, Ghost, Brevo (Sendinblue), MailerLite,
MailPoet, Campaign Monitor, Kit and Buttondown. Where a file leaves doubt, nobody is taken for a subscriber.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from lbn_site.core.csv_rows import UnreadableFileError


class Standing(StrEnum):
    """What a file says of a person. In rising order: where two columns differ, the later one counts."""

    ON_LIST = "on the list"
    NOT_SAID = "not said"
    NEVER_CONFIRMED = "never confirmed"
    LEFT = "left"


Reader = Callable[[str], Standing]

EMAIL = re.compile(r"\b(e ?mails?|emailaddress|mail)\b")
# A heading that speaks of email without holding an address is known by what stands in its column.
PLAIN_ADDRESS = {"address", "addresses", "contact"}
WORDS = {
    Standing.ON_LIST: "subscribed active enabled confirmed regular member free paid comped premium yes y true 1 "
    "opted-in opt-in optin express implicit",
    Standing.NEVER_CONFIRMED: "pending unconfirmed not-confirmed not-confirmed-yet unactivated awaiting-confirmation "
    "transactional non-subscribed nonsubscribed not-subscribed",
    Standing.LEFT: "unsubscribed unsubscribe cleaned bounced bounce hard-bounced hard-bounce soft-bounced complained "
    "complaint spam junk abuse blocked blocklisted blacklisted suppressed disabled inactive removed deleted archived "
    "cancelled canceled opted-out opt-out optout erased left refused invalid undeliverable address-does-not-exist "
    "never-mail asked-never-to-be-mailed no n false 0",
}
STANDING_OF = {word: standing for standing, words in WORDS.items() for word in words.split()}
NOTHING = {"", "no", "n", "false", "0", "none", "null", "nil", "n-a", "na", "never", "0000-00-00-00-00-00"}
STATE = {
    "state", "status", "subscriber status", "subscription status", "subscription state", "email status",
    "global status", "list status", "contact status", "member status", "email marketing status",
    "email permission status", "permission status", "email subscription status",
}  # fmt: skip
# Any value but 'no' says that somebody left: a yes, a date, a reason.
LEFT_IF_FILLED = re.compile(
    r"(e ?mail |sms and e ?mail )?(unsubscribed?|unsub|clean(ed)?|(hard |soft )?bounced?|complain(t|ed)|"
    r"(block|black)list(ed)?|opt(ed)? ?out|suppressed|disabled|removed|left)"
    r"( (at|on|time|date|timestamp|reason|from all e ?mails?))?|(deleted|erased)( (at|on|time|date))?|"
    r"do not (e ?mail|contact)|unsubscribed from .*"
)
# Any value but a yes says that somebody did not agree.
ON_LIST_IF_YES = re.compile(
    r"subscribed|subscribed to (e ?mails?|newsletter)|is subscribed|opt(ed)? ?in|e ?mail opt ?in|"
    r"((marketing|gdpr|e ?mail|newsletter) )?consent"
)


class SeveralColumnsError(UnreadableFileError):
    """Several columns hold addresses: staff must say which. `columns` are (number from 0, heading)."""

    def __init__(self, columns: list[tuple[int, str]]) -> None:
        self.columns = columns
        names = " and ".join(f"‘{heading}’" for _, heading in columns)
        super().__init__(
            f"The columns {names} contain email addresses. Choose the file again and say which one to read."
        )


def plain(text: str) -> str:
    """Return a heading as its bare words: `Email_Address ` and `EMAIL-ADDRESS` are `email address`."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def address_column(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the number of the column that holds the email addresses: by its heading and by what stands in it.

    Raises UnreadableFileError for none, SeveralColumnsError where only a person can tell.
    """
    filled = [column for column in range(len(headings)) if _holds_addresses(column, rows)]
    named = [column for column, heading in enumerate(headings) if EMAIL.search(plain(heading))]
    weakly_named = [column for column in filled if plain(headings[column]) in PLAIN_ADDRESS]
    found = [column for column in filled if column in named or column in weakly_named] or filled
    if not found:
        found = [column for column in named if not _is_about_state(headings[column])]
    if not found:
        raise UnreadableFileError(
            "No column contains email addresses. The first row must give the column headings, and one of them "
            "should be ‘email’."
        )
    if len(found) > 1:
        raise SeveralColumnsError([(column, headings[column].strip() or f"no. {column + 1}") for column in found])
    return found[0]


def standing_readers(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, Reader]:
    """Return how to read the columns that say whether a person is on the list, by their numbers.

    Raises UnreadableFileError for a column of states whose words are all unknown.
    """
    readers: dict[int, Reader] = {}
    for column, heading in enumerate(headings):
        if plain(heading) in STATE:
            _check_words(heading, {row[column].strip() for row in rows if len(row) > column})
            readers[column] = _in_words
        elif LEFT_IF_FILLED.fullmatch(plain(heading)):
            readers[column] = _left_if_filled
        elif ON_LIST_IF_YES.fullmatch(plain(heading)):
            readers[column] = _in_words
    return readers


def _holds_addresses(column: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
    return bool(cells) and sum("@" in cell for cell in cells) * 2 > len(cells)


def _is_about_state(heading: str) -> bool:
    name = plain(heading)
    return name in STATE or bool(LEFT_IF_FILLED.fullmatch(name) or ON_LIST_IF_YES.fullmatch(name))


def _word(text: str) -> str:
    return plain(text).replace(" ", "-")


def _in_words(text: str) -> Standing:
    return STANDING_OF.get(_word(text), Standing.NOT_SAID)


def _left_if_filled(text: str) -> Standing:
    return Standing.ON_LIST if _word(text) in NOTHING else Standing.LEFT


def _check_words(heading: str, words: set[str]) -> None:
    told = sorted(filter(None, words))
    if told and all(_in_words(word) == Standing.NOT_SAID for word in told):
        raise UnreadableFileError(
            f"The column ‘{heading.strip()}’ contains words that we do not recognise, such as ‘{told[0][:40]}’. If "
            f"they say who is subscribed, replace them with ‘subscribed’ or ‘unsubscribed’; if not, delete the "
            f"column."
        )
