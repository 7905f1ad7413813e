"""Identity, rules: the roles there are, the kinds of agency, and what a name may look like."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


def typed_name(text: str) -> str:
    """Give the sign-in name that was typed, as sign-in compares it: other widths and capitals are the same name.

    Source: Unicode Standard Annex 15 (NFKC), which the sign-in form applies too.
    """
    return unicodedata.normalize("NFKC", text).strip().lower().replace("\0", "")


class Role(StrEnum):
    """What a person does here. A role is held in one agency, for a time."""

    REGISTRAR = "registrar"
    LICENSING_OFFICER = "licensing_officer"
    TRACING_OFFICER = "tracing_officer"
    LIAISON_OFFICER = "liaison_officer"
    DEPOT_COMMANDER = "depot_commander"
    ARMOURER = "armourer"
    INSPECTOR = "inspector"
    CUSTOMS = "customs"
    ANALYST = "analyst"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class AgencyKind(StrEnum):
    """What an agency is for. The registry and the tracing desk serve the whole State."""

    REGISTRY = "registry"
    TRACING_DESK = "tracing_desk"
    POLICE = "police"
    ARMED_FORCES = "armed_forces"
    CUSTOMS = "customs"
    OTHER = "other"


#: Agencies that keep or search the register for the whole State, and the roles in them that open every record.
NATIONAL_KINDS = frozenset({AgencyKind.REGISTRY, AgencyKind.TRACING_DESK})
NATIONAL_ROLES = frozenset({Role.REGISTRAR, Role.TRACING_OFFICER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class FirstAgency:
    """An agency that every node begins with."""

    name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class FirstUser:
    """A user that every node begins with, without a password."""

    username: str
    display_name: str
    agency: str
    roles: tuple[Role, ...]


FIRST_AGENCIES = (
    FirstAgency("National registry", AgencyKind.REGISTRY),
    FirstAgency("Tracing desk", AgencyKind.TRACING_DESK),
)

#: In a small State one person often keeps the register and answers traces: the registrar holds both roles until one
#: is ended. The administrator opens no record.
FIRST_USERS = (
    FirstUser("registrar", "Registrar", "National registry", (Role.REGISTRAR, Role.TRACING_OFFICER)),
    FirstUser("tracing_officer", "Tracing officer", "Tracing desk", (Role.TRACING_OFFICER,)),
    FirstUser("administrator", "Administrator", "National registry", (Role.ADMINISTRATOR,)),
)

SIGN_IN_WINDOW = 15
"""Minutes for which a refused sign-in counts."""
FAILURES_OF_A_NAME = 10
FAILURES_OF_AN_ADDRESS = 50
"""More than of a name: behind one address there may be a whole office."""

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,59}")


def is_username(text: str) -> bool:
    """Whether a sign-in name is two to sixty of a–z, 0–9, dot, dash and underscore, beginning with a letter.

    Source: RFC 8265 section 3.3 (user names without case), narrowed to ASCII so that no two names look alike
    (Unicode Technical Standard 39, section 4).
    """
    return _USERNAME.fullmatch(text) is not None


def is_display_name(text: str) -> bool:
    """Whether a name for people is 1 to 150 characters in any script, without control or direction characters.

    Source: Unicode Technical Report 36, section 2.5: direction characters let one name pass for another.
    """
    return 0 < len(text.strip()) <= 150 and not any(
        unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in text
    )


def waits(of_name: int, of_address: int) -> bool:
    """Whether so many refused sign-ins within the window mean that the next one waits.

    Source: OWASP Authentication Cheat Sheet, account lockout and login throttling (numbers are ours).
    """
    return of_name >= FAILURES_OF_A_NAME or of_address >= FAILURES_OF_AN_ADDRESS


def opens_every_record(kind: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles in an agency of this kind opens the records of all agencies.

    Source: International Tracing Instrument (A/60/88), ¶25: each State names the point of contact that answers for
    all of it. Others open what their own agency keeps.
    """
    return kind in NATIONAL_KINDS and bool(roles & NATIONAL_ROLES)
