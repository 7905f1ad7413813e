"""Web, page: whether the server runs, for a supervisor; it says nothing about records."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer that the server runs."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
