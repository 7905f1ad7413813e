"""Registry, papers, ¶29: the paper about one event, made of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from salwa.contexts.registry.papers.facts import Certified, Described, Occurred
from salwa.platform.papers import Issuer, Paper, Part, Sheet, written


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a paper about an event is made from: the firearm, the event and its certificate, who issues it and when."""

    firearm: Described
    event: Occurred
    issuer: Issuer
    at: datetime
    certified: Certified = field(default_factory=Certified)
    language: str = "en"

    @property
    def number(self) -> str:
        """The number of the paper: that of the record, the entry, and the line of the life."""
        return f"{self.firearm.record}/{self.event.entry}-{self.event.line}"


def sheet(
    about: About, name: str, title: str, lead: str, parts: tuple[Part, ...], *, with_holder: bool = False
) -> Paper:
    """Give the paper ``name`` about an event. Its data name holders only where the paper does (``with_holder``)."""
    if not with_holder:
        about = replace(about, event=replace(about.event, holder="", giver=""))
    return Paper(
        title=title,
        number=about.number,
        issuer=about.issuer,
        at=about.at,
        data=written(_told(about, name)),
        data_name=f"{name}.json",
        shown={"sheet": Sheet(lead, parts)},
        language=about.language,
    )


def _told(about: About, name: str) -> Mapping[str, Any]:
    return {
        "format": "salwa-paper/1",
        "paper": name,
        "number": about.number,
        "issued_at": about.at.astimezone(UTC).isoformat(timespec="seconds"),
        "issued_by": about.issuer.officer,
        "agency": about.issuer.agency,
        "state": about.issuer.state,
        "node": about.issuer.node,
        "language": about.language,
        "firearm": about.firearm.told(),
        "event": about.event.told(),
        "certificate": about.certified.told(),
    }
