"""Names are listed as a person would."""

from salwa.kernel.vocabularies.sentences import joined


def test_names_are_joined_in_words() -> None:
    assert joined(["Colt"]) == "Colt"
    assert joined(["Colt", "Ruger", "Rossi"]) == "Colt, Ruger or Rossi"
