"""Registry, import, ¶29: a register of another hand loaded whole, every row checked, nothing of it lost.

``reading`` opens the file and gives batches of texts · ``mapping`` and ``columns`` say which column is which ·
``tidying`` and ``checking`` settle and check every cell · ``firearms`` is the action: it reads and checks in one thread
(``pipeline``) and copies in the other (``loading``, ``tables``, ``copying``) · ``previewing`` does all but write ·
``jobs`` runs an import beside the pages.
"""

from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.importing.mapping import Mapping, parse_mapping, read_mapping
from salwa.contexts.registry.importing.outcome import Outcome, Progress, Step
from salwa.contexts.registry.importing.previewing import Preview, preview

__all__ = [
    "Mapping",
    "Order",
    "Outcome",
    "Preview",
    "Progress",
    "Step",
    "import_firearms",
    "parse_mapping",
    "preview",
    "read_mapping",
]
