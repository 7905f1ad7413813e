"""Registry, index: no name in the list of segments leads out of the folder of segments."""

from pathlib import Path

import pytest

from salwa.contexts.registry.indexing.folders import folder_of, new_name
from salwa.kernel.identification.segments import SegmentError


def test_a_new_name_is_a_folder_of_its_own() -> None:
    one, two = new_name(), new_name()
    assert one != two
    assert folder_of(Path("/place"), one) == Path("/place") / one


@pytest.mark.parametrize("name", ["..", "/etc", "../keys", "", ".", "A" * 32, "0" * 31, "0" * 32 + "\n", "٠" * 32])
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(SegmentError):
        folder_of(Path("/place"), name)
