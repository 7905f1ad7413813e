"""Web: catalogues are compiled without GNU gettext."""

import gettext
from pathlib import Path

from salwa.web.compile_catalogues import compile_all

SOURCE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Found"
msgstr "Trouvé"
"""


def test_a_translation_is_found_after_compiling(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SOURCE, encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    assert gettext.translation("django", tmp_path, ["fr"]).gettext("Found") == "Trouvé"


def test_where_nothing_is_to_be_compiled_nothing_is_written(tmp_path: Path) -> None:
    assert compile_all(tmp_path) == []
