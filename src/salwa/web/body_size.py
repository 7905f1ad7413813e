"""Web, body size: how much may be sent, asked before anything of it is read or kept."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from salwa.contexts.identity.public import actor_by_token, actor_for
from salwa.contexts.registry.public import check_may_load
from salwa.platform import logs, problems
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, SalwaError, TooLarge
from salwa.web.pages.problems import told

_log = logs.logger(__name__)


def body_size(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer 413 to a body that is larger than its sender may send, or that does not tell its size.

    Whoever is not signed in may send ``BODY_OF_STRANGERS`` bytes; others ``DATA_UPLOAD_MAX_MEMORY_SIZE``. To the
    addresses in ``LARGE_BODIES``, where registers are handed in, what is said there may be sent by those who may load
    one; others are answered 403. Stands before the check of forms, which reads the body.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        size = _size(request)
        error = None if size is not None and size <= settings.BODY_OF_STRANGERS else _fault(request, size)
        if error is None:
            return get_response(request)
        _log.warning("request.not_taken", size=size, problem=error.type)
        is_api = request.path.startswith("/api/")
        return problems.answer(error) if is_api else told(request, error)

    return answer


def _fault(request: HttpRequest, size: int | None) -> SalwaError | None:
    """Say why a large body is not taken, None where it is."""
    try:
        if size is not None and size <= _limit(request):
            return None
    except NotAllowed as error:
        return error
    return TooLarge(_("The request is larger than this node accepts here, or does not say how large it is."))


def _size(request: HttpRequest) -> int | None:
    """Give the bytes that will come; None where it is not said."""
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return None
    given = request.META.get("CONTENT_LENGTH") or "0"
    return int(given) if given.isascii() and given.isdigit() else None


def _limit(request: HttpRequest) -> int:
    actor = _sender(request)
    if actor is None:
        return 0
    if request.path in settings.LARGE_BODIES:
        check_may_load(actor)
    limit: int = settings.LARGE_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return limit


def _sender(request: HttpRequest) -> Actor | None:
    """Give who sends, None where nobody is signed in."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        return actor_by_token(secret.strip()) if kind.lower() == "bearer" else actor_for(get_user(request))
    except SalwaError:
        return None
