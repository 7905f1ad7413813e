"""Identity, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.identity.actions.agencies import add_agency, add_unit
from salwa.contexts.identity.actions.binding import bind_rows
from salwa.contexts.identity.actions.founding import Founder, found
from salwa.contexts.identity.actions.sign_ins import Gate, refuse_sign_in
from salwa.contexts.identity.actions.tiles import rebuild_tiles
from salwa.contexts.identity.actions.tokens import IssuedToken, issue_token, withdraw_tokens
from salwa.contexts.identity.actions.users import (
    add_user,
    assign_role,
    block_user,
    choose_language,
    end_role,
    set_password,
    unblock_user,
)
from salwa.contexts.identity.papers import issuer_of
from salwa.contexts.identity.policies import PARTS, agencies_of
from salwa.contexts.identity.queries import (
    IdentityActor,
    ListedAgency,
    ListedUser,
    actor_by_name,
    actor_by_token,
    actor_for,
    agencies_listed,
    agency_by_name,
    agency_name,
    agency_names,
    missing_at_founding,
    must_wait,
    sees_all_agencies,
    units_of,
    user_number,
    users_with_roles,
)
from salwa.contexts.identity.rules import SIGN_IN_WINDOW, AgencyKind, Role

__all__ = [
    "PARTS",
    "SIGN_IN_WINDOW",
    "AgencyKind",
    "Founder",
    "Gate",
    "IdentityActor",
    "IssuedToken",
    "ListedAgency",
    "ListedUser",
    "Role",
    "actor_by_name",
    "actor_by_token",
    "actor_for",
    "add_agency",
    "add_unit",
    "add_user",
    "agencies_listed",
    "agencies_of",
    "agency_by_name",
    "agency_name",
    "agency_names",
    "assign_role",
    "bind_rows",
    "block_user",
    "choose_language",
    "end_role",
    "found",
    "issue_token",
    "issuer_of",
    "missing_at_founding",
    "must_wait",
    "rebuild_tiles",
    "refuse_sign_in",
    "sees_all_agencies",
    "set_password",
    "unblock_user",
    "units_of",
    "user_number",
    "users_with_roles",
    "withdraw_tokens",
]
