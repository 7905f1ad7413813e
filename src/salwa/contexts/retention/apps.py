"""Retention, app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The context as Django knows it."""

    name = "salwa.contexts.retention"
    label = "retention"
