"""What the demonstration checks evidence with is the file that anybody gets."""

from salwa.demo import evidence


def test_the_verifier_is_there() -> None:
    assert evidence.VERIFIER.is_file()
