"""Web, urls: signing in and out, the language and the health, under the bare names that settings and Django know."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from salwa.web.pages.health import health
from salwa.web.pages.language import language
from salwa.web.pages.sign_in import SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="sign-out"),
    path("health/", login_not_required(health), name="health"),
    path("language/", login_not_required(language), name="language"),
]
