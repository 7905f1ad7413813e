"""Registry, index: a record is found the moment its transaction commits, in whatever order transactions do."""

import shutil
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.indexing.live import LiveIndex, live_index
from salwa.contexts.registry.models import Firearm, LiveSegment
from salwa.kernel.identification.model import Verdict
from salwa.platform import home
from salwa.platform.errors import NotReady
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.registry import builders as b

two_connections = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def found(text: str) -> list[int]:
    """The records of the shared index that hold exactly this serial."""
    ranking = live_index().current().search(b.asked(text))
    return [one.record for one in ranking.candidates if one.serial == text]


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@two_connections
def test_a_record_is_found_right_after_its_commit_and_not_before(cast: Cast) -> None:
    written, may_commit = threading.Event(), threading.Event()
    rows: list[Firearm] = [b.firearm(cast.registrar, "FIRST001")]

    def register() -> None:
        with transaction.atomic():
            rows.append(b.firearm(cast.registrar, "WXY77741"))
            written.set()
            assert may_commit.wait(10)

    thread = in_thread(register)
    assert written.wait(10)
    assert found("WXY77741") == []
    may_commit.set()
    thread.join()
    assert found("WXY77741") == [rows[1].pk]


@two_connections
def test_transactions_that_commit_in_another_order_are_both_found(cast: Cast) -> None:
    first_written, first_may_commit = threading.Event(), threading.Event()
    rows: dict[str, Firearm] = {"before": b.firearm(cast.registrar, "FIRST001")}

    def first() -> None:
        with transaction.atomic():
            rows["first"] = b.firearm(cast.registrar, "FRST5501")
            first_written.set()
            assert first_may_commit.wait(10)

    thread = in_thread(first)
    assert first_written.wait(10)
    rows["second"] = b.firearm(cast.registrar, "SCND5502")
    assert found("SCND5502") == [rows["second"].pk]
    assert found("FRST5501") == []
    first_may_commit.set()
    thread.join()
    assert found("FRST5501") == [rows["first"].pk]
    assert found("SCND5502") == [rows["second"].pk]


@two_connections
def test_what_is_written_after_a_question_in_the_same_transaction_is_found_once_a_later_one_has_ended(
    cast: Cast,
) -> None:
    begun, may_go_on, asked, may_commit = (threading.Event() for _ in range(4))
    rows: dict[str, Firearm] = {"before": b.firearm(cast.registrar, "FIRST001")}
    own: list[list[int]] = []

    def first() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_current_xact_id()")
            begun.set()
            assert may_go_on.wait(10)
            own.append(found("OWNX5501"))
            asked.set()
            rows["first"] = b.firearm(cast.registrar, "OWNX5501")
            own.append(found("OWNX5501"))
            assert may_commit.wait(10)

    thread = in_thread(first)
    assert begun.wait(10)
    rows["second"] = b.firearm(cast.registrar, "LATER502")
    may_go_on.set()
    assert asked.wait(10)
    may_commit.set()
    thread.join()
    assert own == [[], [rows["first"].pk]]
    assert found("OWNX5501") == [rows["first"].pk]
    assert found("LATER502") == [rows["second"].pk]


@two_connections
def test_many_writers_and_readers_lose_nothing(cast: Cast) -> None:
    begin = threading.Barrier(4)
    missed: list[str] = []

    def register(letter: str) -> None:
        begin.wait(10)
        for at in range(8):
            text = f"{letter}{at}{letter}{at}77{at}"
            row = b.firearm(cast.registrar, text)
            if row.pk not in found(text):
                missed.append(text)

    threads = [in_thread(lambda letter=letter: register(letter)) for letter in "ABC"]
    begin.wait(10)
    for thread in threads:
        thread.join()
    assert missed == []
    assert Firearm.objects.count() == 24


@two_connections
def test_what_is_rolled_back_is_never_found(cast: Cast) -> None:
    class ChangedMind(Exception):
        pass

    with pytest.raises(ChangedMind), transaction.atomic():  # noqa: PT012  the block is what is rolled back
        row = b.firearm(cast.registrar, "ROLL9901")
        assert found("ROLL9901") == [row.pk]
        raise ChangedMind
    assert found("ROLL9901") == []


@two_connections
def test_a_withdrawn_serial_is_found_no_more_and_the_right_one_is(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "WRONG771")
    assert found("WRONG771") == [row.pk]
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("RYGHT882"), reason="misread")
    assert found("WRONG771") == []
    assert found("RYGHT882") == [row.pk]


@two_connections
def test_a_rebuild_answers_as_before_and_later_changes_still_count(cast: Cast) -> None:
    one, other = b.firearm(cast.registrar, "KEPT1111"), b.firearm(cast.registrar, "ALSO2222")
    before = found("KEPT1111")
    made = registry.rebuild_index(actor=cast.registrar)
    assert (made.rows, made.absorbed) == (2, 2)
    assert found("KEPT1111") == before == [one.pk]
    registry.correct_mark(actor=cast.registrar, firearm=other, ordinal=1, mark=b.serial("NEWR3333"), reason="misread")
    assert found("ALSO2222") == []
    assert found("NEWR3333") == [other.pk]
    registry.rebuild_index(actor=cast.registrar)
    assert found("ALSO2222") == []
    assert found("NEWR3333") == [other.pk]


@two_connections
def test_a_row_written_and_absorbed_between_two_questions_is_not_lost(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "OLDT4444")
    assert found("OLDT4444") == [row.pk]

    def behind_our_back() -> None:
        registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("NEWT5555"), reason="x")
        registry.rebuild_index(actor=cast.registrar)

    in_thread(behind_our_back).join()
    assert found("OLDT4444") == []
    assert found("NEWT5555") == [row.pk]


@two_connections
def test_a_long_reading_does_not_turn_the_index_back(cast: Cast) -> None:
    reading_begun, record_written = threading.Event(), threading.Event()
    seen: list[list[int]] = []

    def read() -> None:
        with reading(cast.registrar):
            Firearm.objects.count()
            reading_begun.set()
            assert record_written.wait(10)
            seen.append(found("LATE6666"))

    thread = in_thread(read)
    assert reading_begun.wait(10)
    row = b.firearm(cast.registrar, "LATE6666")
    assert found("LATE6666") == [row.pk]
    record_written.set()
    thread.join()
    assert found("LATE6666") == [row.pk]


@two_connections
@pytest.mark.parametrize("hurt", ["missing", "cut", "another"])
def test_a_broken_index_is_told_with_its_mend_and_never_a_silent_no_record(cast: Cast, hurt: str) -> None:
    row = b.firearm(cast.registrar, "MEND7777")
    registry.rebuild_index(actor=cast.registrar)
    listed = LiveSegment.objects.get(retired=False)
    folder = home.current().segments / listed.folder
    if hurt == "missing":
        shutil.rmtree(folder)
    elif hurt == "cut":
        largest = max(folder.iterdir(), key=lambda path: path.stat().st_size)
        largest.write_bytes(largest.read_bytes()[:-8])
    else:
        kept = LiveSegment.objects.get(retired=False)
        kept.delete()
        LiveSegment.objects.create(folder=kept.folder, rows=kept.rows, digest="0" * 64, entry_id=kept.entry_id)
    fresh = LiveIndex(home.current().segments)
    with pytest.raises(NotReady, match="salwa index rebuild"):
        fresh.current()
    registry.rebuild_index(actor=cast.registrar)
    ranking = fresh.current().search(b.asked("MEND7777"))
    assert ranking.verdict is Verdict.MATCH
    assert ranking.candidates[0].record == row.pk
