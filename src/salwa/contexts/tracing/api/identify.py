"""Tracing, API, ¶29, ¶67: identify a recovered firearm from its marks as written."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from salwa.contexts.tracing import queries, wording
from salwa.contexts.tracing.api.shapes import AnswerOut, Question
from salwa.kernel.marks.model import Written

router = Router(tags=["tracing"])


@router.post(
    "/identify", response=AnswerOut, exclude_unset=True, summary="Identify a firearm from its marks as written"
)
def identify(request: HttpRequest, question: Question) -> dict[str, Any]:
    """Say which registered firearms may be the one, how likely each is, and where written and registered differ."""
    actor = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    answer = queries.identify(actor, Written(**question.model_dump()))
    return answer.as_dict(notes=wording.notes(answer))
