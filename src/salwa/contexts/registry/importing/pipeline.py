"""Registry, import: reading and checking in one thread, writing in another, so that two cores work at once."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import Final, Generic, TypeVar

from django.utils.translation import get_language, override

T = TypeVar("T")

_WAITING: Final = 2
_PATIENCE: Final = 0.2


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing in the queue: what went wrong, if anything did."""

    error: BaseException | None


class Ahead(Generic[T]):
    """Runs an iterator in a thread of its own, a few items ahead of whoever reads it.

    ::

        with Ahead(lambda: checked(file)) as batches:
            for batch in batches: ...

    The thread speaks the language of who made it. What goes wrong in it is raised where it is read. Leaving the block
    stops the thread.
    """

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self._make, self._language = make, get_language()
        self._queue: Queue[T | _End] = Queue(_WAITING)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="salwa-import-reader", daemon=True)

    def __enter__(self) -> "Ahead[T]":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        while self._thread.is_alive():
            try:
                self._queue.get_nowait()
            except Empty:
                self._thread.join(_PATIENCE)

    def __iter__(self) -> Iterator[T]:
        while True:
            item = self._queue.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def _run(self) -> None:
        try:
            with override(self._language):
                for item in self._make():
                    if not self._put(item):
                        return
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that reads, and raised there
            self._put(_End(error))
        else:
            self._put(_End(None))

    def _put(self, item: T | _End) -> bool:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False
