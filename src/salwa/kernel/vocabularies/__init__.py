"""Kernel, vocabularies: makes, models, calibres, types and countries, and what typed text means in them."""

from .model import Calibre, Country, FirearmType, Make, Model, Resolution, Term
from .tables import calibres, countries, makes, models, types
from .vocabulary import Vocabulary

__all__ = [
    "Calibre", "Country", "FirearmType", "Make", "Model", "Resolution", "Term", "Vocabulary", "calibres", "countries",
    "makes", "models", "types",
]  # fmt: skip
