"""Web, pages: signing in, each time noted in the log of this machine by the user's number, never by name."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse

from salwa.contexts.identity.public import user_number
from salwa.platform import logs

_log = logs.logger(__name__)


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the user in."""
        answer = super().form_valid(form)
        _log.info("session.signed_in", user_id=form.get_user().pk)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again. ``user_id`` is empty where there is no such user: what was typed may be a password."""
        _log.warning("session.refused", user_id=user_number(form.data.get("username", "")))
        return super().form_invalid(form)
