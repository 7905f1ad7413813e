"""Registry, questions, ¶24 ¶25 ¶29 ¶64: what is asked of whoever records an event: one sheet for each kind.

The pages make their forms of these sheets and the command line its commands, so that both ask the same.
"""

from salwa.contexts.registry.questions.sheet import Ask, Group, Sheet
from salwa.contexts.registry.questions.sheets import SHEETS, sheet_of, slug_of

__all__ = ["SHEETS", "Ask", "Group", "Sheet", "sheet_of", "slug_of"]
