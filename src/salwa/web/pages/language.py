"""Web, pages: the language of the pages: for this browser, and for who is signed in wherever that person signs in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import activate
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from salwa.contexts.identity import public as identity


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language, and keep it with the user who is signed in; an unknown one changes nothing."""
    answer = set_language(request)
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        actor = identity.actor_for(request.user)
        if actor.language != chosen:
            identity.choose_language(actor=actor, username=actor.actor_name, language=chosen)
    return answer


def speak_to(request: HttpRequest, answer: HttpResponse) -> None:
    """Let a browser that signs in be spoken to in the language of its user.

    Who never chose one keeps what was chosen on the sign-in page.
    """
    told = identity.actor_for(request.user).language
    if told == settings.LANGUAGE_CODE and settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    activate(told)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        told,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
