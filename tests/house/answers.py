"""The house, checked: what each address answers each role about real things. A new one is given its line here."""

import dataclasses

from tests.conftest import Cast

MEMBERS = tuple(field.name for field in dataclasses.fields(Cast))


def all_(status: int, **others: int) -> dict[str, int]:
    """The same answer to everybody but those named."""
    return {member: others.get(member, status) for member in MEMBERS}


OF_THE_PARTS = all_(404, registrar=200, tracing_officer=403, licensing_officer=403, auditor=403)
# The record is one of the National registry, the import is the registrar's own. A role that opens records sees the
# agency's own; registrars, tracing officers and auditors of the registry and the tracing desk see those of the State.
OF_THE_RECORD = all_(
    404, registrar=200, tracing_officer=200, licensing_officer=200, second_officer=200, inspector=200, auditor=200
)
READERS = {"registrar": 200, "licensing_officer": 200, "second_officer": 200, "inspector": 200, "auditor": 200}
LICENCES = all_(403, **READERS, outside_registrar=200)
OF_THE_FILE = all_(403, **READERS, outside_registrar=404)
OF_THE_LICENCE = all_(404, **READERS)
DECIDED = all_(403, licensing_officer=200, second_officer=200)
OF_THE_IMPORT = all_(403, registrar=200, outside_registrar=404)
READS = all_(200, administrator=403)
OF_THE_STATE = all_(403, registrar=200, auditor=200)
# Of the marking: a consignment, a job and a discrepancy of the registry's, seen by those who mark, inspect or audit.
MARKING = all_(403, registrar=200, armourer=200, auditor=200, outside_registrar=200)
OF_THE_MARKING = all_(404, registrar=200, auditor=200)
PLANS = all_(403, registrar=200, outside_registrar=200)
ANSWERS: dict[str, dict[str, int]] = {
    "/": all_(200),
    "/api/v1/": all_(404),
    "/api/v1/docs": all_(200),
    "/api/v1/findings": READS,
    "/api/v1/firearms": all_(
        403, registrar=200, licensing_officer=200, second_officer=200, auditor=200, outside_registrar=200
    ),
    "/api/v1/firearms/search": all_(405),
    "/api/v1/firearms/{record}": OF_THE_RECORD,
    "/api/v1/firearms/{record}/history": OF_THE_RECORD,
    "/api/v1/identify": all_(405),
    "/api/v1/imports": all_(405),
    "/api/v1/imports/preview": all_(405),
    "/api/v1/imports/{job}": OF_THE_IMPORT,
    "/api/v1/openapi.json": all_(200),
    "/firearms/": READS,
    "/findings/": READS,
    "/findings/{finding}/": OF_THE_RECORD,
    "/firearms/{record}/": OF_THE_RECORD,
    "/firearms/{record}/beside/{record}/": OF_THE_RECORD,
    "/firearms/{record}/evidence.pdf": all_(405),
    "/firearms/{record}/papers/": OF_THE_RECORD,
    # Nothing has happened to this one that a paper is printed about.
    "/firearms/{record}/papers/{finding}/": all_(404),
    "/firearms/{record}/facts/": OF_THE_PARTS,
    "/firearms/{record}/parts/calibre/": OF_THE_PARTS,
    "/firearms/{record}/parts/correct-mark/": OF_THE_PARTS,
    "/firearms/{record}/parts/exchange/": OF_THE_PARTS,
    "/firearms/{record}/parts/fit/": OF_THE_PARTS,
    "/firearms/{record}/parts/measure/": OF_THE_PARTS,
    "/firearms/{record}/parts/report/": OF_THE_PARTS,
    "/firearms/{record}/parts/take-out/": OF_THE_PARTS,
    "/parts/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
    "/firearms/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
    "/holders/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
    "/firearms/{record}/holds/": OF_THE_RECORD,
    "/firearms/{record}/lines/{line}/": OF_THE_RECORD
    | {"tracing_officer": 403, "licensing_officer": 403, "auditor": 403},
    "/firearms/{record}/record/": OF_THE_RECORD | {"auditor": 403},
    "/firearms/{record}/record/{kind}/": OF_THE_RECORD | {"tracing_officer": 403, "auditor": 403},
    "/proposals/": READS,
    "/proposals/{proposal}/": OF_THE_RECORD,
    "/due/": READS,
    "/health/": all_(200),
    "/identify/": READS,
    "/import/": all_(403, registrar=200, outside_registrar=200),
    "/import/{job}/": OF_THE_IMPORT,
    "/import/{job}/doubts/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/rejects/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/start/": all_(405),
    "/language/": all_(405),
    "/retention/": OF_THE_STATE,
    "/retention/due/": OF_THE_STATE,
    "/retention/hand-overs/": OF_THE_STATE,
    "/retention/hand-overs/new/": all_(403, registrar=200),
    "/retention/hand-overs/none/": all_(403, registrar=404, auditor=404),
    "/retention/hand-overs/none/receipt.pdf": all_(403, registrar=404, auditor=404),
    "/retention/proposals/none/certificate.pdf": all_(403, registrar=404, auditor=404),
    "/retention/holds/": OF_THE_STATE,
    "/retention/holds/new/": OF_THE_STATE,
    "/retention/holds/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/": OF_THE_STATE,
    "/retention/proposals/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/none/lines/": all_(403, registrar=404, auditor=404),
    "/retention/rules/": OF_THE_STATE,
    "/rules/": all_(200),
    "/licences/": LICENCES,
    "/licences/applications/{application}/": OF_THE_LICENCE,
    "/licences/applications/{application}/grant/": DECIDED,
    "/licences/due/inspections-due/": LICENCES,
    "/firearms/file/": all_(405),
    "/licences/due/inspections-due/csv/": LICENCES,
    "/licences/holders/": LICENCES,
    "/licences/holders/new/company/": DECIDED,
    "/licences/holders/{holder}/": OF_THE_FILE,
    "/licences/holders/{holder}/book/": OF_THE_FILE,
    "/licences/holders/{holder}/book/csv/": OF_THE_FILE,
    "/licences/holders/{holder}/end/check/{check}/": DECIDED,
    "/licences/holders/{holder}/record/check/": DECIDED,
    "/licences/holders/{holder}/stock/": all_(403, inspector=200),
    "/licences/inspections/{inspection}/": OF_THE_LICENCE,
    "/licences/licence/{licence}/": OF_THE_LICENCE,
    "/licences/licence/{licence}/paper/": OF_THE_LICENCE,
    "/licences/licence/{licence}/paper.pdf": OF_THE_LICENCE,
    "/licences/licence/{licence}/suspend/": DECIDED,
    "/licences/person/": LICENCES,
    "/licences/person/{number}/file/": all_(405),
    "/licences/stock-takes/{stock_take}/": OF_THE_LICENCE,
    "/licences/tasks/{task}/": OF_THE_LICENCE,
    "/marking/": MARKING,
    "/marking/consignments/": MARKING,
    "/marking/consignments/new/": PLANS,
    "/marking/consignments/{marking_consignment}/": OF_THE_MARKING,
    "/marking/consignments/{marking_consignment}/plan/": all_(405),
    "/marking/discrepancies/{marking_discrepancy}/": OF_THE_MARKING,
    "/marking/jobs/": MARKING,
    "/marking/jobs/{marking_job}/": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/act/": all_(405),
    "/marking/jobs/{marking_job}/files/": all_(403, registrar=200, auditor=200, armourer=404, outside_registrar=404),
    "/marking/jobs/{marking_job}/report/": all_(404, registrar=200, auditor=403),
    "/marking/jobs/{marking_job}/report/file/": all_(405),
    "/marking/jobs/{marking_job}/send/": all_(405),
    "/marking/jobs/{marking_job}/sheet/": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/sheet.pdf": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/verify/": all_(404, registrar=200, auditor=403),
    "/marking/machines/": MARKING,
    "/marking/machines/{marking_machine}/": OF_THE_MARKING,
    "/marking/machines/{marking_machine}/operators/": all_(405),
    "/marking/pads/": PLANS,
    "/marking/series/": MARKING,
    "/marking/series/{marking_series}/": OF_THE_MARKING,
    "/marking/spells/{marking_spell}/end/": all_(405),
    "/sign-in/": all_(302),
    "/sign-out/": all_(405),
}
# Where the second officer and the inspector are answered otherwise than the line says.
OTHERWISE: dict[str, dict[str, int]] = {
    "/firearms/new/": {"second_officer": 200},
    "/firearms/{record}/lines/{line}/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/calibre/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/exchange/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/fit/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/facts/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/correct-mark/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/measure/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/report/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/take-out/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/record/{kind}/": {"inspector": 403},
    "/holders/new/": {"second_officer": 200},
    "/marking/": {"inspector": 200},
    "/marking/consignments/": {"inspector": 200},
    "/marking/consignments/{marking_consignment}/": {"inspector": 200},
    "/marking/discrepancies/{marking_discrepancy}/": {"inspector": 200},
    "/marking/jobs/": {"inspector": 200},
    "/marking/jobs/{marking_job}/": {"inspector": 200},
    "/marking/jobs/{marking_job}/files/": {"inspector": 200},
    "/marking/jobs/{marking_job}/report/": {"inspector": 403},
    "/marking/jobs/{marking_job}/sheet.pdf": {"inspector": 200},
    "/marking/jobs/{marking_job}/sheet/": {"inspector": 200},
    "/marking/jobs/{marking_job}/verify/": {"inspector": 200},
    "/marking/machines/": {"inspector": 200},
    "/marking/machines/{marking_machine}/": {"inspector": 200},
    "/marking/series/": {"inspector": 200},
    "/marking/series/{marking_series}/": {"inspector": 200},
    "/parts/new/": {"second_officer": 200},
}
ANSWERS |= {address: ANSWERS[address] | told for address, told in OTHERWISE.items()}
