"""Web, urls: the shell's own pages."""

from django.urls import path

from salwa.web.pages.home import home
from salwa.web.pages.rules import rules

app_name = "web"
urlpatterns = [path("", home, name="home"), path("rules/", rules, name="rules")]
