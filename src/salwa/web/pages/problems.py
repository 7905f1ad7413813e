"""Web, pages: what went wrong, in words, in the design of every other page."""

from collections.abc import Callable, Sequence

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from salwa.kernel.packs import PackFaulty
from salwa.platform.errors import Fault, NotReady, Refused, SalwaError, Stale

_log = structlog.get_logger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    _note("page.not_understood", exception)
    return _problem(request, 400, _("This could not be understood"), _("Go back, check what you entered, try again."))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    _note("page.not_allowed", exception)
    detail = _("Your role does not include it. If your work needs it, ask your administrator.")
    return _problem(request, 403, _("You may not do this"), detail)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where the secret of a form is missing or old (Django's CSRF check)."""
    _note("page.stale_form", reason)
    detail = _("The form was open too long or was sent from elsewhere. Open the page again and send it once more.")
    return _problem(request, 403, _("This form can no longer be sent"), detail)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: there is no such page or record, or this person may not know of it."""
    _note("page.not_found", exception)
    detail = _("There is no such page or record, or it is not yours to open. Check the number: O is not 0.")
    return _problem(request, 404, _("Not found"), detail)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a look at the database."""
    detail = _("Nothing was changed. Try again; if it happens again, tell your administrator the time.")
    return _problem(request, 500, _("Something went wrong here"), detail)


def _note(event: str, cause: object) -> None:
    """Log what kind of refusal it was: never the address, which may hold a number."""
    _log.info(event, error=type(cause).__name__ if isinstance(cause, Exception) else None)


def _problem(
    request: HttpRequest,
    status: int,
    title: str,
    detail: str,
    faults: Sequence[Fault] = (),
    *,
    versions: tuple[str, str] | None = None,
) -> HttpResponse:
    facts = {"title": title, "detail": detail, "faults": faults, "status": status, "versions": versions}
    if versions is not None:
        facts["back"] = _written_on(request)
    return render(request, "web/problem.html", facts, status=status)


class Problems:
    """Middleware: an error that is told to the user becomes a page (the API answers for itself)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a SalwaError into a page with its status; leave every other error to Django."""
        if isinstance(exception, PackFaulty):
            return _pack_faulty(request, exception)
        if not isinstance(exception, SalwaError):
            return None
        if exception.status == 404:
            return not_found(request)
        return told(request, exception)


def told(request: HttpRequest, error: SalwaError) -> HttpResponse:
    """Give the page that tells an error of ours, with its status."""
    _log.info("page.refused", problem=error.type, status=error.status)
    if error.status >= 500:
        _log.error("page.failed", problem=error.type)
    faults = error.faults if isinstance(error, Refused) else ()
    detail = "" if faults else str(error.detail)
    title = _(error.title)
    if isinstance(error, Stale):
        return _problem(request, error.status, title, _what_to_do(error), versions=(error.was, error.is_))
    return _problem(request, error.status, title, "" if detail == error.title else detail, faults)


def _written_on(request: HttpRequest) -> str:
    """Give the address of the page that a form was sent from; nothing where the browser does not say, or lies."""
    page = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


def _pack_faulty(request: HttpRequest, error: PackFaulty) -> HttpResponse:
    """Answer 503: the State's own rules cannot be read, and nothing goes on as if there were none."""
    _log.error("page.pack_faulty", faults=len(error.faults))
    detail = _("The State's own rules cannot be read. Show this page to your administrator: nothing was changed.")
    faults = [Fault(0, "", fault) for fault in error.faults]
    return _problem(request, NotReady.status, _(NotReady.title), detail, faults)


def _what_to_do(error: Stale) -> str:
    kept = _("Nothing of yours was written. Read what is recorded now, and send it again if it is still right.")
    return kept if error.detail == error.title else f"{error.detail} {kept}"
