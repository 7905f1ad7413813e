"""Retention, models, ¶29: which tables hold records and are bound to the log, in which form.

A form is frozen once a register uses it: a new column is a form of the next number, here and in a migration.
"""

from typing import Final

from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger import forms

FORMS: Final = (
    Form.of(
        "retention_proposal", 1, 1, "id:int uuid:uuid kind:int day:date rule:text pack:text count:int entry_id:int"
    ),
    Form.of("retention_proposed", 1, 2, "proposal_id:int subject:int"),
    Form.of("retention_decision", 1, 1, "proposal_id:int outcome:int entry_id:int"),
    Form.of("retention_erased", 1, 2, "proposal_id:int subject:int entry:int commitment:text"),
    Form.of(
        "retention_hand_over",
        1,
        1,
        "id:int uuid:uuid holder_id:int ceased:date carrier:int digest:text pieces:int records:int "
        "kept_at:text entry_id:int",
    ),
    Form.of("retention_loaded", 1, 1, "id:int hand_over_id:int load_id:int entry_id:int"),
    Form.of(
        "retention_hold",
        1,
        1,
        "id:int uuid:uuid kind:int firearm_id:int holder_id:int reference:text authority:text review:date entry_id:int",
    ),
    Form.of("retention_review", 1, 1, "id:int hold_id:int review:date entry_id:int"),
    Form.of("retention_lift", 1, 1, "hold_id:int entry_id:int"),
)

forms.bind(*FORMS)
