"""Licensing, models: the small codes that tables store. A code never changes its meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from salwa.contexts.licensing.rules import EventKind, Outcome


class Category(models.TextChoices):
    """In which capacity somebody has licences; the codes of the country packs."""

    PERSON = "person", _("person")
    DEALER = "dealer", _("dealer")
    MAKER = "maker", _("maker")
    BROKER = "broker", _("broker")
    COLLECTOR = "collector", _("collector")
    CLUB = "club", _("shooting club")
    MUSEUM = "museum", _("museum")
    SECURITY_COMPANY = "security_company", _("security company")
    AGENCY = "agency", _("agency of the State")


class CheckKind(models.TextChoices):
    """Facts that a licence may rest on; the codes of the country packs."""

    MEDICAL = "medical", _("medical fitness")
    BACKGROUND = "background", _("background")
    STORAGE = "storage", _("safe storage")
    TRAINING = "training", _("training")
    REFERENCE = "reference", _("references")
    MEMBERSHIP = "membership", _("membership of a club")
    INSURANCE = "insurance", _("insurance")


class CheckOutcome(models.IntegerChoices):
    """What came of a check: the fact alone, never a finding about somebody's health."""

    PASSED = Outcome.PASSED.value, _("passed")
    FAILED = Outcome.FAILED.value, _("not passed")


class DecisionOutcome(models.IntegerChoices):
    """What came of an application."""

    GRANTED = 1, _("granted")
    REFUSED = 2, _("refused")
    WITHDRAWN = 3, _("withdrawn by the applicant")


class LicenceEventKind(models.IntegerChoices):
    """What happened to a licence."""

    GRANTED = EventKind.GRANTED.value, _("Granted")
    RENEWED = EventKind.RENEWED.value, _("Renewed")
    SUSPENDED = EventKind.SUSPENDED.value, _("Suspended")
    REINSTATED = EventKind.REINSTATED.value, _("In force again")
    REVOKED = EventKind.REVOKED.value, _("Revoked")
    SURRENDERED = EventKind.SURRENDERED.value, _("Given back")
    AMENDED = EventKind.AMENDED.value, _("Changed")
    USED_UP = EventKind.USED_UP.value, _("Used up")


class Grounds(models.TextChoices):
    """On what grounds something was refused, suspended or revoked: never a verdict about a person."""

    REQUIREMENT = "requirement", _("something that the licence rests on is not met")
    CONDITION = "condition", _("a condition of the licence was not kept")
    STORAGE = "storage", _("firearms were not kept safely")
    RECORDS = "records", _("records were not kept, or do not agree with what is there")
    FALSE_STATEMENT = "false_statement", _("what was stated with the application is not so")
    COURT = "court", _("a court ordered it")
    INQUIRY = "inquiry", _("an inquiry is open")
    NO_NEED = "no_need", _("the need for it was not shown, or is gone")
    OWN_WISH = "own_wish", _("at the holder's own wish")
    DIED = "died", _("the holder died, or ceased to exist")
    OTHER = "other", _("other grounds")


class PremisesKind(models.TextChoices):
    """What a place is for."""

    HOME = "home", _("safe storage at home")
    SHOP = "shop", _("shop")
    WORKSHOP = "workshop", _("workshop")
    STORE = "store", _("store")
    RANGE = "range", _("shooting range")
    EXHIBITION = "exhibition", _("exhibition")
    OTHER = "other", _("other place")


class InspectionKind(models.TextChoices):
    """What is inspected."""

    STORAGE = "storage", _("safe storage")
    PREMISES = "premises", _("premises")
    BOOK = "book", _("book and stock")


class InspectionOutcome(models.IntegerChoices):
    """What an inspection found."""

    IN_ORDER = 1, _("in order")
    TO_MEND = 2, _("something is to be mended")
    NOT_ADMITTED = 3, _("could not be carried out")
    NOT_NEEDED = 4, _("no longer needed")


class Seen(models.IntegerChoices):
    """What a stock-take says of one number."""

    FOUND = 1, pgettext_lazy("stock-take", "found")
    MISSING = 2, _("missing")
    EXTRA = 3, _("not in the book")


class TaskKind(models.TextChoices):
    """What somebody is asked to do. Nothing here says that anybody did wrong."""

    MISSING = "missing", _("in the book and not on the shelf")
    EXTRA = "extra", _("on the shelf and not in the book")
    MEND = "mend", _("to be mended after an inspection")


class Part(models.IntegerChoices):
    """Of what a text of :class:`Words` is."""

    REASON = 1, _("reason")
    TASK = 2, _("task")
    CHECKED_BY = 3, _("who checked")
    DOCUMENT = 4, _("document")
    ADDRESS = 5, _("address")
    CONDITION = 6, _("condition")
    ANSWER = 7, _("answer")
