"""Config, urls: the addresses of the whole node."""

from django.urls import URLPattern, URLResolver, include, path

from salwa.config.api import api_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("salwa.web.session_urls")),
    path("", include("salwa.web.urls")),
    path("identify/", include("salwa.contexts.tracing.urls")),
    path("", include("salwa.contexts.registry.urls")),
    path("licences/", include("salwa.contexts.licensing.urls")),
    path("marking/", include("salwa.contexts.marking.urls")),
    path("retention/", include("salwa.contexts.retention.urls")),
    path("api/v1/", api_urls),
]

handler400 = "salwa.web.pages.problems.bad_request"
handler403 = "salwa.web.pages.problems.not_allowed"
handler404 = "salwa.web.pages.problems.not_found"
handler500 = "salwa.web.pages.problems.failed"
