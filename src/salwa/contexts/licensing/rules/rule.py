"""Licensing, rules, ¶37: what a rule is. Source: each rule names its own."""

from typing import ClassVar


class Rule:
    """A check with a name, whose docstring is what the user reads.

    ``source`` is the instrument or the law; a rule whose measure the country pack gives names the pack, and the page
    shows the law that the pack names. ``unverified``: quoted from memory and to be checked.
    """

    source: ClassVar[str] = ""
    unverified: ClassVar[bool] = False

    @classmethod
    def text(cls) -> str:
        """Give the sentence for the user."""
        return " ".join((cls.__doc__ or "").split("Source:")[0].split())
