"""Platform, problems: errors as the API tells them, application/problem+json (RFC 9457)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from salwa.platform import logs
from salwa.platform.errors import Fault, NotAllowed, NotFound, NotSignedIn, Refused, SalwaError, Stale
from salwa.platform.written_out import in_json

MEDIA_TYPE = "application/problem+json"
_FRAMEWORKS_STEPS = frozenset({"body", "query", "path", "form", "payload"})

_log = logs.logger(__name__)


def mount(api: NinjaAPI) -> None:
    """Have every error of ``api`` answered as problem+json: ours, the framework's, and those nobody foresaw."""
    api.add_exception_handler(SalwaError, _ours)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(AuthenticationError, lambda _request, _error: answer(NotSignedIn()))
    api.add_exception_handler(PermissionDenied, lambda _request, _error: answer(NotAllowed()))
    api.add_exception_handler(Http404, lambda _request, _error: answer(NotFound()))
    api.add_exception_handler(HttpError, _plain)
    api.add_exception_handler(Exception, _unforeseen)


def problem(error: SalwaError) -> dict[str, Any]:
    """Return an error as RFC 9457's members; ``errors`` holds every fault as ``line``, ``column`` and ``text``.

    Of a form that was overtaken ``was`` and ``is`` hold both versions.
    """
    told: dict[str, Any] = {
        "type": f"/problems/{error.type}",
        "title": gettext(error.title),
        "status": error.status,
        "detail": gettext(error.detail) if error.detail == error.title else error.detail,
    }
    if isinstance(error, Refused) and error.faults:
        told["errors"] = [{"line": each.line, "column": each.column, "text": each.text} for each in error.faults]
    if isinstance(error, Stale):
        told |= {"was": error.was, "is": error.is_}
    return told


def answer(error: SalwaError) -> HttpResponse:
    """Return the response for an error."""
    response = _response(problem(error))
    if error.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _response(told: dict[str, Any]) -> HttpResponse:
    return HttpResponse(in_json(told), status=told["status"], content_type=MEDIA_TYPE)


def _ours(_request: HttpRequest, error: Any) -> HttpResponse:
    _log.info("api.refused", problem=error.type, status=error.status)
    return answer(error)


def _not_valid(_request: HttpRequest, error: Any) -> HttpResponse:
    """Tell the framework's complaints about a request as faults, without repeating what was sent."""
    return answer(Refused([Fault(0, _column(each.get("loc", ())), str(each.get("msg", ""))) for each in error.errors]))


def _column(place: Sequence[Any]) -> str:
    """Return the way to a field, ``items.3.serial``, without the framework's own first steps."""
    return ".".join(str(step) for step in place if step not in _FRAMEWORKS_STEPS)


def _plain(_request: HttpRequest, error: Any) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    return _response({"type": "about:blank", "title": status.phrase, "status": status.value, "detail": str(error)})


def _unforeseen(request: HttpRequest, error: Any) -> HttpResponse:
    match = request.resolver_match
    _log.error("api.failed", method=request.method, url_name=match.url_name if match else None, exc_info=error)
    return answer(SalwaError())
