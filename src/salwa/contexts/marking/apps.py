"""Marking, app."""

from django.apps import AppConfig


class MarkingConfig(AppConfig):
    """The context as Django knows it."""

    name = "salwa.contexts.marking"
    label = "marking"
