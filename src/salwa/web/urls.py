"""Web, urls: the shell's own pages."""

from django.urls import path

from salwa.web.pages.home import home

app_name = "web"
urlpatterns = [path("", home, name="home")]
