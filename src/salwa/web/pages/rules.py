"""Web, page: this State's rules: the country pack in force, each rule with its source."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from salwa.contexts.retention.public import told
from salwa.kernel.packs import editions_of, is_own, pack_of
from salwa.platform import home
from salwa.platform.errors import NotFound
from salwa.web.rules_told import sections


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show the pack in force today, or on the day that is asked for."""
    day = _day(request.GET.get("on", ""))
    state = home.current().node().state
    pack = pack_of(state, day)
    facts = {
        "pack": pack,
        "name": told(pack.name),
        "sections": sections(pack),
        "editions": editions_of(state),
        "is_own": is_own(state),
        "is_generic": pack.state != state,
        "is_past": pack is not pack_of(state, timezone.now().date()),
    }
    return render(request, "web/rules.html", facts)


def _day(text: str) -> date:
    """Give the day that an address names; today where it names none. Raises NotFound for no day."""
    if not text:
        return timezone.now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound(_("This is no day.")) from None
