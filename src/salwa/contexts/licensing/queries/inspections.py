"""Licensing, queries, ¶37 ¶64: an inspection, a task."""

from django.utils.translation import gettext

from salwa.contexts.licensing.answers import InspectionView, TaskView
from salwa.contexts.licensing.models import Inspection, Task
from salwa.contexts.licensing.policies import inspections, tasks
from salwa.contexts.licensing.queries._views import inspection_views, task_views
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def inspection(actor: Actor, number: int) -> Inspection:
    """Give an inspection. Raises NotFound."""
    found = inspections(actor).select_related("premises", "result__entry").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no such inspection that you may open."))
    return found


def inspection_view(actor: Actor, row: Inspection) -> InspectionView:
    """Give an inspection with what it found."""
    return inspection_views(actor, [row])[0]


def tasks_of(actor: Actor, row: Inspection) -> tuple[TaskView, ...]:
    """Give the tasks that an inspection left."""
    return task_views(actor, list(tasks(actor).filter(inspection=row).order_by("pk")))


def task(actor: Actor, number: int) -> Task:
    """Give a task. Raises NotFound."""
    found = tasks(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no such task that you may open."))
    return found


def task_view(actor: Actor, row: Task) -> TaskView:
    """Give a task with its words."""
    return task_views(actor, [row])[0]
