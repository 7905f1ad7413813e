"""Retention, drafts: what is handed in to be recorded."""

from dataclasses import dataclass
from datetime import date

from salwa.contexts.registry.public import NewHolder
from salwa.contexts.retention.models import Carrier, HoldKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHold:
    """A hold to be placed: on a firearm or a holder by its number or identifier, on a case or a book by its reference.

    A hold on a dealer's book names the dealer by its identifier, too.
    """

    kind: HoldKind
    authority: str
    review: date
    firearm: str = ""
    holder: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandOver:
    """Records to be taken over from a company: when it closed, on what they stand, how much, where they are kept.

    ``company`` is put on record where no company of that name and registration number is known. ``digest`` is SHA-256
    over the file, 64 hexadecimal digits, empty where there is no file.
    """

    company: NewHolder
    ceased: date
    carrier: Carrier
    pieces: int
    kept_at: str
    records: int = 0
    digest: str = ""
