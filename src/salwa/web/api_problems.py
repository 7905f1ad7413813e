"""Web, API: what went wrong as application/problem+json (RFC 9457), in the same words as on the pages."""

from typing import Any, Final

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from salwa.platform.errors import NotFound, NotSignedIn, Refused, SalwaError

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = "urn:salwa:problem:"
_log = structlog.get_logger(__name__)


class FaultOut(Schema):
    """One thing wrong with what was handed in; ``line`` is 0 where it is not about a line of a file."""

    line: int
    column: str
    text: str


class Problem(Schema):
    """What went wrong: the same title for all of its kind, a detail for this time, and every fault by its place."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[FaultOut] = []


def problem(error: SalwaError) -> HttpResponse:
    """Give the answer for an error that is told to the user."""
    faults = error.faults if isinstance(error, Refused) else ()
    content = {
        "type": f"{TYPES}{error.type}",
        "title": _(error.title),
        "status": error.status,
        "detail": str(error.detail),
        "faults": [{"line": fault.line, "column": fault.column, "text": fault.text} for fault in faults],
    }
    answer = JsonResponse(content, status=error.status, content_type=MEDIA_TYPE)
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def install(api: NinjaAPI) -> None:
    """Let ``api`` answer every error as a problem."""
    api.add_exception_handler(SalwaError, lambda _request, error: problem(error))
    api.add_exception_handler(AuthenticationError, lambda _request, _error: problem(NotSignedIn()))
    api.add_exception_handler(Http404, lambda _request, _error: problem(NotFound()))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(Exception, _failed)


def _plain(status: int, kind: str, title: str, detail: str, faults: list[dict[str, Any]] | None = None) -> HttpResponse:
    content = {"type": f"{TYPES}{kind}", "title": title, "status": status, "detail": detail, "faults": faults or []}
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE)


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    faults = []
    for found in error.errors:
        place = ".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0])
        text = str(found["msg"]).removeprefix("Value error, ")
        faults.append({"line": 0, "column": place, "text": text})
    detail = "; ".join(f"{fault['column']}: {fault['text']}" for fault in faults)
    return _plain(422, Refused.type, _(Refused.title), detail, faults)


def _http_error(_request: HttpRequest, error: Any) -> HttpResponse:
    status = int(error.status_code)
    return _plain(status, "not-understood", _("This could not be understood"), str(error.message))


def _too_big(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return _plain(413, "too-big", _("This is too big"), _("The body of the request is larger than this node accepts."))


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("api.failed", method=request.method, exc_info=error)
    detail = _("Nothing was changed. Try again; if it happens again, tell your administrator the time.")
    return _plain(500, "internal", _(SalwaError.title), detail)
