"""Tracing, API, ¶29: the shapes of a question and of an answer."""

from collections.abc import Callable
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.rules import LONGEST_FIELD, LONGEST_QUERY_ID, fault_of_text
from salwa.kernel.identification.model import Verdict
from salwa.kernel.marks.controls import CONTROL_CLASS, TURNING_CLASS
from salwa.kernel.marks.model import MarkKind

_NO_CONTROLS = f"^[^{CONTROL_CLASS}{TURNING_CLASS}]*$"


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("written", "{sentence}", {"sentence": sentence})


def _a_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise _fault(_("This must be a text in quotation marks."))
    return value


def _kept(longest: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        found = fault_of_text(value, longest)
        if found is not None:
            raise _fault(wording.fault(found))
        return value

    return check


def _schema(longest: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "maxLength": longest, "pattern": _NO_CONTROLS, "default": ""})


Text = Annotated[str, BeforeValidator(_a_text), AfterValidator(_kept(LONGEST_FIELD)), _schema(LONGEST_FIELD)]
QueryId = Annotated[str, BeforeValidator(_a_text), AfterValidator(_kept(LONGEST_QUERY_ID)), _schema(LONGEST_QUERY_ID)]


class Question(Schema):
    """Marks as they were written down: in one text, in columns, or both. Write ? for an unreadable character."""

    model_config = ConfigDict(extra="forbid")

    query_id: QueryId = ""
    marks: Text = ""
    serial: Text = ""
    make: Text = ""
    model: Text = ""
    calibre: Text = ""
    type: Text = ""
    remarks: Text = ""


class ReadingOut(Schema):
    """One typed mark as it was read from the text."""

    text: str
    kind: MarkKind
    confidence: float = Field(ge=0, le=1)


class ReasonOut(Schema):
    """One place where written and registered agree or differ; ``position`` is null where a whole field is meant."""

    field: str
    position: int | None
    written: str
    registered: str
    kind: str


class CandidateOut(Schema):
    """A registered firearm that may be the one. With ``record`` null it is masked: ask the agency named in ``ask``.

    ``import_country`` and ``import_year`` are of the last import. ``merged_from`` names the records, since merged into
    this one, that bear the number that was found.
    """

    record: str | None
    ask: str | None = None
    external_id: str | None
    serial: str | None
    make: str | None
    model: str | None
    import_country: str | None
    import_year: int | None
    merged_from: list[str]
    probability: float = Field(ge=0, le=1)
    reasons: list[ReasonOut]


class FindingOut(Schema):
    """Something that a person should look at before acting; ``entries`` are ordinals of events in the record."""

    kind: str
    record: str | None
    entries: list[int]


class AnswerOut(Schema):
    """What the register says.

    What all probabilities, with those of candidates cut off the list, leave to 1 is a registered firearm whose serial
    is damaged beyond what is looked for.
    """

    query_id: str
    verdict: Verdict
    reading: list[ReadingOut]
    candidates: list[CandidateOut]
    findings: list[FindingOut]
    not_in_register: float | None = Field(
        ge=0, le=1, description="None where the marks were not enough to ask the register at all."
    )
    equals: int = Field(ge=0, description="Records that the evidence cannot tell from the first.")
    complete: bool = Field(description="False where not every record within two changes was looked at.")
    notes: list[str] = Field(description="What the officer should know beside the verdict, in the reader's language.")
