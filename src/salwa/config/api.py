"""Config, API: the one API of the node, put together from the routers of the contexts."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer, SessionAuth

import salwa
from salwa.contexts.identity.public import IdentityActor, actor_by_token, actor_for
from salwa.contexts.registry.api import router as registry
from salwa.contexts.tracing.api.identify import router as tracing
from salwa.kernel.packs import PackFaulty
from salwa.platform import logs, problems
from salwa.platform.errors import NotReady, NotSignedIn, SalwaError
from salwa.web.api_reference import ApiReference

_log = logs.logger(__name__)

DESCRIPTION = """Everything the pages do, for programs.

Send `Authorization: Bearer TOKEN` with a token from `salwa user token NAME`. Errors are `application/problem+json`
(RFC 9457) with a sentence that a person can act on. Marks travel in bodies, never in addresses.
"""

PROBLEMS = {
    400: "The request is no JSON, or not of the right kind.",
    401: "Nobody is signed in, or the token is unknown, expired or withdrawn.",
    403: "The actor may not do this, or the form's secret is missing.",
    404: "There is no such record, or the actor may not open it.",
    413: "The request is larger than this node accepts.",
    422: "What was handed in cannot be taken as it is; every fault is named.",
    503: "The node is not ready; the detail says what to do.",
}
"""What every operation may answer besides its own, and when."""


class FaultOut(Schema):
    """One thing wrong with what was handed in; ``line`` is 0 where it is not about a line of a file."""

    line: int
    column: str
    text: str


class Problem(Schema):
    """What went wrong: a title for all of its kind, a detail for this time, and every fault by its place."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut] | None = None


class TokenActor(HttpBearer):
    """A program with an access token acts as the token's user."""

    def authenticate(self, request: HttpRequest, token: str) -> IdentityActor:  # noqa: ARG002  the framework's signature
        """Give the actor. Raises NotSignedIn for a token that is unknown, expired or withdrawn."""
        try:
            return actor_by_token(token)
        except NotSignedIn:
            _log.warning("token.refused")
            raise


class SessionActor(SessionAuth):
    """The person signed in at this browser; what is not a plain read needs the form's secret (X-CSRFToken)."""

    def __call__(self, request: HttpRequest) -> Any | None:
        """Give the actor; None where nobody is signed in, before anything else is asked."""
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> IdentityActor:  # noqa: ARG002  as above
        """Give the actor."""
        return actor_for(request.user)


_NO_OPERATIONS = frozenset({"api-root", "openapi-json", "openapi-view"})
"""Names of the addresses that are no operations of the API."""
AUTHENTICATION = (TokenActor(), SessionActor())


class Api(NinjaAPI):
    """The API; its document names the problems that every operation may answer with."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Give the document."""
        document = super().get_openapi_schema(**given)
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = document["components"]["schemas"]
        schemas |= shape.pop("$defs")
        schemas["Problem"] = shape
        content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, text in PROBLEMS.items():
                    operation["responses"].setdefault(status, {"description": text, "content": content})
        return document


api = Api(
    title="Salwa",
    version=salwa.__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs=ApiReference(),
    docs_url="/docs",
    auth=AUTHENTICATION,
)
api.add_router("", tracing)
api.add_router("", registry)
problems.mount(api)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """Answer 413 with a sentence."""
    return api.on_exception(request, HttpError(413, _("The request is larger than this node accepts.")))


@api.exception_handler(PackFaulty)
def pack_faulty(_request: HttpRequest, error: PackFaulty) -> HttpResponse:
    """Answer 503, naming the file: without its rules the State's register does not go on as if there were none."""
    return problems.answer(NotReady(str(error)))


def _signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard an address of the API that is no operation: only whoever is signed in or has a token may see it."""

    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            if any(authenticate(request) for authenticate in AUTHENTICATION):
                return view(request, *given, **named)
        except SalwaError as error:
            return problems.answer(error)
        return problems.answer(NotSignedIn())

    return guarded


def _urls() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Give the addresses of the API; it asks by itself who is there, and answers in its own way."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        view: Any = getattr(pattern, "callback", None)
        guarded = _signed_in(view) if getattr(pattern, "name", "") in _NO_OPERATIONS else view
        pattern.callback = login_not_required(guarded)
    return patterns, app_name, namespace


api_urls = _urls()
