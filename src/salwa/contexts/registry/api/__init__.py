"""Registry, API."""

from ninja import Router

from salwa.contexts.registry.api.firearms import router as firearms
from salwa.contexts.registry.api.imports import router as imports
from salwa.contexts.registry.api.lists import router as lists

router = Router()
router.add_router("", lists)
router.add_router("", firearms)
router.add_router("", imports)

__all__ = ["router"]
