"""Web, body size: how much may be sent, asked before anything of it is read or kept."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from salwa.contexts.identity.public import actor_by_token
from salwa.platform import logs, problems
from salwa.platform.errors import SalwaError, TooLarge
from salwa.web.pages.problems import told

_log = logs.logger(__name__)


def body_size(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer 413 to a body that is larger than its sender may send, or that does not tell its size.

    Whoever is not signed in may send ``BODY_OF_STRANGERS`` bytes; others ``DATA_UPLOAD_MAX_MEMORY_SIZE``, and to the
    addresses in ``LARGE_BODIES`` what is said there. Stands before the check of forms, which reads the body.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        size = _size(request)
        if size is not None and (size <= settings.BODY_OF_STRANGERS or size <= _limit(request)):
            return get_response(request)
        _log.warning("request.too_large", size=size)
        error = TooLarge(_("The request is larger than this node accepts here, or does not say how large it is."))
        is_api = request.path.startswith("/api/")
        return problems.answer(error) if is_api else told(request, error)

    return answer


def _size(request: HttpRequest) -> int | None:
    """Give the bytes that will come; None where it is not said."""
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return None
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else None


def _limit(request: HttpRequest) -> int:
    if not _is_known(request):
        return 0
    limit: int = settings.LARGE_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return limit


def _is_known(request: HttpRequest) -> bool:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        return get_user(request).is_authenticated
    try:
        actor_by_token(secret.strip())
    except SalwaError:
        return False
    return True
