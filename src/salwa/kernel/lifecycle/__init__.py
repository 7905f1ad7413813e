"""Kernel, life cycle: what happened to a firearm is the truth; its present state follows from it."""

from salwa.kernel.lifecycle.conflicts import Conflict, ConflictKind, conflicts
from salwa.kernel.lifecycle.happened import UNKNOWN_TIME, Happened, Precision
from salwa.kernel.lifecycle.kinds import EventKind, Status
from salwa.kernel.lifecycle.model import Event, State
from salwa.kernel.lifecycle.order import in_force, in_order
from salwa.kernel.lifecycle.silence import Gap, gaps
from salwa.kernel.lifecycle.state import derive

__all__ = [
    "UNKNOWN_TIME",
    "Conflict",
    "ConflictKind",
    "Event",
    "EventKind",
    "Gap",
    "Happened",
    "Precision",
    "State",
    "Status",
    "conflicts",
    "derive",
    "gaps",
    "in_force",
    "in_order",
]
