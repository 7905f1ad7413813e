"""Tracing, public: the door for higher contexts, the demonstration and the command line."""

from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.queries import identify

__all__ = ["Answer", "CandidateAnswer", "FindingAnswer", "identify"]
