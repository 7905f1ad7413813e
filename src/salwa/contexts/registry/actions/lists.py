"""Registry, actions, ¶29: note who takes a list of records away as a file; what stands in it is read afterwards."""

from salwa.contexts.identity.public import agencies_of
from salwa.contexts.registry.models import Source
from salwa.contexts.registry.policies import may_list
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound
from salwa.platform.handing_out import check_form


@action("registry.take_list", may=may_list)
def take_list(*, actor: Actor, source: Source, form: str) -> None:
    """Note that the records of a source are taken away, and in which form.

    Raises NotFound where the source is another agency's, or where there is no such form of a file.
    """
    check_form(form)
    if source.agency_id not in agencies_of(actor):
        raise NotFound
    this_entry().note(source=source.pk, form=form)
