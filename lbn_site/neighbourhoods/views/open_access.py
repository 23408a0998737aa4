"""Files and answers that programs on any website may read (Fetch Standard, CORS)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "OPTIONS")


def open_to_all(view: View) -> View:
    """For reading only, by any website; what is not there is said in JSON too."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _response(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Content-Location"
        return response

    return csrf_exempt(opened)  # nothing is changed here: other methods are told so, not asked for a token


def _response(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        methods = ", ".join(METHODS)
        asked = {"Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": "*"}
        return HttpResponse(status=204, headers={"Allow": methods, **asked})
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    try:
        return view(request, *args, **kwargs)
    except Http404 as missing:
        return JsonResponse({"error": str(missing)}, status=404)
