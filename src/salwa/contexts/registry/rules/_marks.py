"""Registry, rules, ¶28 ¶63: what marks a firearm bears, each rule with its source."""

from collections.abc import Sequence

from salwa.contexts.registry.rules._base import MarkFacts, MarkRule
from salwa.kernel.marks.folding import plain
from salwa.kernel.marks.model import MarkKind


class ITI8a(MarkRule):
    """A firearm is marked at manufacture with the maker's name, the country of manufacture and a serial number.

    Source: International Tracing Instrument, paragraph 8(a); Firearms Protocol, article 8(1)(a).
    """

    source = "ITI 8(a); Firearms Protocol 8(1)(a)"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        kinds = {mark.kind for mark in marks}
        return MarkKind.SERIAL in kinds and MarkKind.MAKER in kinds and any(mark.country for mark in marks)


class Protocol8ImportMark(MarkRule):
    """An imported firearm carries a mark of the country of import and, where possible, the year of import.

    Source: Firearms Protocol, article 8(1)(b); International Tracing Instrument, paragraph 8(b).
    """

    source = "Firearms Protocol 8(1)(b); ITI 8(b)"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        return any(mark.kind is MarkKind.IMPORT and mark.country for mark in marks)


class ITI10(MarkRule):
    """The serial number stands on the component without which the weapon cannot be used: frame or receiver.

    Source: International Tracing Instrument, paragraph 10.
    """

    source = "ITI 10"
    unverified = True

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        serials = [mark for mark in marks if mark.kind is MarkKind.SERIAL]
        return not serials or any(mark.on_control for mark in serials)


class SerialSaysSomething(MarkRule):
    """A serial number has at least one letter or digit.

    What cannot be read at all is noted as a remark, not as a serial.

    Source: tracing.md section 3, non-serials in the serial field (German weapons register).
    """

    source = "German weapons register"

    @classmethod
    def is_kept(cls, marks: Sequence[MarkFacts]) -> bool:
        return all(plain(mark.text).strip("?") for mark in marks if mark.kind is MarkKind.SERIAL)
