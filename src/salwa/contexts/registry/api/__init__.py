"""Registry, API."""

from salwa.contexts.registry.api.firearms import router

__all__ = ["router"]
