"""Registry, import: which names were already met in a file of any length, in bounded memory."""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Lines = npt.NDArray[np.int64]


class Seen:
    """64-bit hashes with the line each was first met on, in sorted runs merged as they grow; 16 bytes each."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Lines]] = []

    def first_lines(self, hashes: Hashes, lines: Lines) -> Lines:
        """Give, for each hash, the earlier line it was met on, 0 where this is the first; remember the new ones."""
        order = np.argsort(hashes, kind="stable")
        by_hash, by_line = hashes[order], lines[order]
        fresh = np.ones(len(by_hash), dtype=bool)
        fresh[1:] = by_hash[1:] != by_hash[:-1]
        owner = np.maximum.accumulate(np.where(fresh, np.arange(len(by_hash)), 0))
        earlier = np.where(fresh, 0, by_line[owner])
        for run, at in self._runs:
            place = np.minimum(np.searchsorted(run, by_hash), len(run) - 1)
            hit = run[place] == by_hash
            earlier = np.where(hit, at[place], earlier)
            fresh &= ~hit
        self._add(by_hash[fresh], by_line[fresh])
        out = np.zeros(len(hashes), dtype=np.int64)
        out[order] = earlier
        return out

    def _add(self, hashes: Hashes, lines: Lines) -> None:
        if not len(hashes):
            return
        self._runs.append((hashes, lines))
        while len(self._runs) > 1 and len(self._runs[-1][0]) * 2 > len(self._runs[-2][0]):
            (first, first_lines), (second, second_lines) = self._runs[-2:]
            both, both_lines = np.concatenate((first, second)), np.concatenate((first_lines, second_lines))
            order = np.argsort(both, kind="stable")
            self._runs[-2:] = [(both[order], both_lines[order])]
