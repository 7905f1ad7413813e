"""Web, pages: signing in, each time noted in the log of this machine by the user's number, never by name."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from salwa.contexts.identity import public as identity
from salwa.platform import logs
from salwa.platform.proxies import sender
from salwa.web.pages.language import speak_to

_log = logs.logger(__name__)
_WAIT = "wait"


class SignInForm(AuthenticationForm):
    """Name and password; after too many failures nothing is tried, and the same is said of every name."""

    def clean(self) -> dict[str, Any]:
        """Check the password, unless one has to wait."""
        if identity.must_wait(self.data.get("username", ""), self.address):
            text = _("Too many attempts have failed. Wait %(minutes)s minutes, or ask your administrator.")
            raise ValidationError(text % {"minutes": identity.SIGN_IN_WINDOW}, code=_WAIT)
        return super().clean()

    @property
    def address(self) -> str:
        """Where the attempt comes from: as the server sees it, or as a proxy says that the settings name."""
        if self.request is None:
            return ""
        told = self.request.META
        return sender(str(told.get("REMOTE_ADDR", "")), str(told.get("HTTP_X_FORWARDED_FOR", "")), settings.PROXIES)


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "web/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the user in."""
        answer = super().form_valid(form)
        speak_to(self.request, answer)
        _log.info("session.signed_in", user_id=form.get_user().pk)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again. ``user_id`` is empty where there is no such user: what was typed may be a password."""
        name = form.data.get("username", "")
        answer = super().form_invalid(form)
        if form.has_error("__all__", _WAIT):
            _log.warning("session.waits", user_id=identity.user_number(name))
            answer.status_code = 429
            answer.headers["Retry-After"] = str(identity.SIGN_IN_WINDOW * 60)
            return answer
        _log.warning("session.refused", user_id=identity.user_number(name))
        identity.refuse_sign_in(actor=identity.Gate(), username=name, address=form.address)
        return answer
