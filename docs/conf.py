"""The documentation: how Sphinx builds it. ``make docs`` treats every warning as an error."""

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE / "_extensions")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")

project = "Salwa"
copyright = "the Salwa contributors, Apache-2.0"
release = version = installed("salwa")
language = "en"

extensions = ["myst_parser", "from_the_code"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_extensions"]

html_theme = "furo"
html_title = "Salwa"
html_copy_source = False
html_show_sphinx = False
pygments_style = "friendly"
pygments_dark_style = "monokai"
