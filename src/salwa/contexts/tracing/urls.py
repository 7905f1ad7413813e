"""Tracing, urls."""

from django.urls import path

from salwa.contexts.tracing.pages.identify import identify

app_name = "tracing"
urlpatterns = [path("", identify, name="identify")]
