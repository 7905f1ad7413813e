"""Registry, models, ¶29: which tables hold records and are bound to the log, in which form.

A form is frozen once a register uses it: a new column is a form of the next number, here and in a migration.
"""

from typing import Final

from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger import forms

FORMS: Final = (
    Form.of("registry_source", 1, 1, "id:int agency_id:int name:text"),
    Form.of("registry_agency_holdings", 1, 1, "agency_id:int closed:bool"),
    Form.of(
        "registry_firearm",
        1,
        1,
        "id:int uuid:uuid number:int agency_id:int make:int model:int source_id:int calibre:int type:int "
        "country:int year:int control:int external_id:text",
    ),
    Form.of("registry_fact_correction", 1, 1, "id:int firearm_id:int entry_id:int fact:int before:int after:int"),
    Form.of("registry_component", 1, 2, "firearm_id:int ordinal:int kind:int"),
    Form.of("registry_remark", 1, 1, "id:int firearm_id:int entry_id:int heading:text text:text"),
    Form.of("registry_merge", 1, 1, "id:int survivor_id:int absorbed_id:int entry_id:int undone_id:int"),
    Form.of("registry_holder", 1, 1, "id:int uuid:uuid kind:int agency_id:int"),
    Form.of("registry_natural_person", 1, 1, "holder_id:int sex:int year_of_birth:int"),
    Form.of(
        "registry_person_identity",
        1,
        1,
        "holder_id:int family_name:text given_names:text born:date document_country:int document_kind:text "
        "document_number:text entry:int salt:bytes",
    ),
    Form.of("registry_legal_person", 1, 1, "holder_id:int name:text country:int registration_number:text"),
    Form.of("registry_place", 1, 1, "id:int country:int text:text"),
    Form.of("registry_statement", 1, 1, "id:int text:text"),
    Form.of(
        "registry_event",
        1,
        2,
        "firearm_id:int ordinal:int entry_id:int happened_from:date happened_to:date kind:int country:int "
        "status:int corrects:int place_id:int holder_id:int stated_id:int",
    ),
    Form.of(
        "registry_finding",
        1,
        1,
        "id:int firearm_id:int other_id:int opened_id:int closed_id:int kind:int first:int second:int text:text",
    ),
    Form.of("registry_imported_batch", 1, 1, "id:int source_id:int entry_id:int rows:int keys:bytes digests:bytes"),
    Form.of(
        "registry_inscription",
        1,
        1,
        "id:int code:int kind:int method:int script:int country:int year:int text:text folded:text",
    ),
    Form.of(
        "registry_mark",
        1,
        2,
        "firearm_id:int ordinal:int inscription_id:int component:int place:int legibility:int text:text folded:text",
    ),
    Form.of("registry_withdrawal", 1, 2, "firearm_id:int ordinal:int entry_id:int"),
    Form.of(
        "registry_event_detail",
        1,
        2,
        "firearm_id:int ordinal:int giver_id:int until:date reference:text consignment:text permit:text method:int",
    ),
    Form.of(
        "registry_certificate", 1, 2, "firearm_id:int ordinal:int number:text issuer:text issued_on:date standard:text"
    ),
    Form.of("registry_witness", 1, 1, "id:int firearm_id:int ordinal:int position:int name:text salt:bytes"),
    Form.of("registry_event_answer", 1, 3, "firearm_id:int ordinal:int position:int name:text value:text"),
    Form.of("registry_hold", 1, 1, "id:int firearm_id:int reason:int reference:text placed_id:int lifted_id:int"),
    Form.of("registry_part", 1, 1, "record_id:int of_id:int ordinal:int entry_id:int"),
    Form.of(
        "registry_fitting",
        1,
        1,
        "id:int of_id:int firearm_id:int entry_id:int happened_from:date happened_to:date "
        "ordinal:int kind:int is_control:bool",
    ),
    Form.of("registry_succession", 1, 1, "id:int earlier_id:int later_id:int entry_id:int reason:int"),
    Form.of(
        "registry_calibre_of", 1, 1, "id:int firearm_id:int entry_id:int withdrawn_id:int component:int calibre:int"
    ),
    Form.of("registry_material", 1, 1, "id:int firearm_id:int entry_id:int component:int material:int"),
    Form.of(
        "registry_mark_measure",
        1,
        1,
        "id:int firearm_id:int entry_id:int ordinal:int depth:decimal height:decimal on_plate:bool "
        "measured_on:date instrument:text",
    ),
    Form.of(
        "registry_proposal",
        1,
        1,
        "id:int firearm_id:int kind:int giver_id:int taker_id:int entry_id:int asks_giver:bool "
        "asks_taker:bool not_before:date expires:date until:date reference:text permit:text "
        "source:text",
    ),
    Form.of("registry_consent", 1, 1, "id:int proposal_id:int party:int is_given:bool reference:text entry_id:int"),
    Form.of("registry_proposal_end", 1, 1, "proposal_id:int outcome:int ordinal:int entry_id:int"),
)

forms.bind(*FORMS)
forms.derive("follows from the events of a firearm; salwa state rebuild makes it again", "registry_firearm_state")
forms.derive("the index; salwa index rebuild makes it again from the marks", "registry_delta", "registry_segment")
