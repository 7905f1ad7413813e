"""Web, urls: the shell's own pages."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from salwa.web.pages.home import home

app_name = "web"
urlpatterns = [
    path("", home, name="home"),
]
session_urls = [
    path(
        "sign-in/",
        LoginView.as_view(template_name="web/sign_in.html", redirect_authenticated_user=True),
        name="sign-in",
    ),
    path("sign-out/", login_not_required(LogoutView.as_view()), name="sign-out"),
    path("language/", login_not_required(set_language), name="set_language"),
]
"""Signing in and out and the language: addresses that settings and Django know by bare names."""
