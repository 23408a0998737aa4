"""Requests to Wagtail's admin that no page of it would send.

Wagtail hands some parts of an address, a query or a hidden form field to the database just as they came. A value
that does not fit (`/images/chooser/chosen/NaN/`, a form without its `body-count`) then raises deep inside, and
Django answers with 500 as if the site were broken. Our own views check what they read, so this looks after
`/admin/` alone.
"""

import logging
import traceback
from collections.abc import Callable

from django.core.exceptions import BadRequest, ValidationError
from django.core.handlers.exception import response_for_exception
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

# Where Django turns a value into what a column holds.
READERS_OF_VALUES = {"get_prep_value", "get_db_prep_value", "to_python"}
# Where a form field takes what belongs to it out of the request; rich text and blocks read JSON there.
READER_OF_FIELDS = "value_from_datadict"
# Where a form field then makes of it what it stands for.
CLEANER_OF_FIELDS = "_clean_bound_field"
# Where `redirect` looks for a view of the name that stands in a hidden `next`, when that is no URL.
READER_OF_NEXT_URL = "resolve_url"


class MalformedRequestMiddleware:
    """Answers 400 where the fault lies in the values of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path_info.startswith("/admin/") or not is_malformed(exception):
            return None
        logger.warning("A malformed request to %s was refused: %s", request.path, exception, exc_info=exception)
        return response_for_exception(request, BadRequest("The request is malformed."))


def is_malformed(exception: Exception) -> bool:
    """Return whether the exception says that a value which came with the request is missing or cannot be stored.

    That is a missing form field (also one that its own cleaning takes for given), a field that its own widget cannot
    read, a value that is not of its column's type,
    a number that SQLite (OverflowError) or PostgreSQL (DataError) cannot hold, and text that is no Unicode.
    """
    if isinstance(exception, MultiValueDictKeyError | DataError | OverflowError | UnicodeEncodeError):
        return True
    frames = [frame.name for frame in traceback.extract_tb(exception.__traceback__)]
    if isinstance(exception, ValueError | TypeError | ValidationError) and frames[-1] in READERS_OF_VALUES:
        return True
    if isinstance(exception, AttributeError) and exception.obj is None and CLEANER_OF_FIELDS in frames:
        return True
    if isinstance(exception, NoReverseMatch) and READER_OF_NEXT_URL in frames:
        return True
    return READER_OF_FIELDS in frames
