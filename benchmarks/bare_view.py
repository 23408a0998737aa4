"""The smallest Django that can answer: one view, no middleware, fixed bytes. What pages.py measures against."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = Path(os.environ["BODY_FILE"]).read_bytes()

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY="-", LOGGING_CONFIG=None)


def fixed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Encoding": "br", "Content-Length": str(len(BODY))})


urlpatterns = [path("", fixed)]
application = get_wsgi_application()
