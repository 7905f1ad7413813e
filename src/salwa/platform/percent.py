"""Platform, percent: a share in words that never claims more than it knows."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

LEAST = 0.001
"""The smallest share that one decimal of a per cent shows."""


def percent(share: float) -> str:
    """Write ``share`` (0 to 1) in per cent with one decimal; never 0 or 100 where it is neither."""
    if 0 < share < LEAST:
        return _("under %(share)s %%") % {"share": number_format(100 * LEAST, 1)}
    if 1 - LEAST < share < 1:
        return _("over %(share)s %%") % {"share": number_format(100 - 100 * LEAST, 1)}
    return _("%(share)s %%") % {"share": number_format(share * 100, 0 if share in (0, 1) else 1)}
