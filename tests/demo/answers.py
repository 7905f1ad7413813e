"""Demonstration: answers as the register would give them, for the tests of what is made of them."""

from salwa.contexts.tracing.public import Answer, CandidateAnswer
from salwa.kernel.identification.model import Reason, Verdict


def answer(
    *candidates: tuple[str, str, float], verdict: Verdict = Verdict.MATCH, reasons: tuple[Reason, ...] = ()
) -> Answer:
    """Give an answer that names candidates by external number, serial and probability."""
    named = tuple(
        CandidateAnswer(
            probability=probability,
            record=f"XC-{external_id}",
            external_id=external_id,
            serial=serial,
            plain=serial,
            make="Glock",
            reasons=reasons,
        )
        for external_id, serial, probability in candidates
    )
    return Answer(
        query_id="1",
        verdict=verdict,
        reading=(),
        candidates=named,
        findings=(),
        not_in_register=1 - sum(one.probability for one in named),
    )
