"""Every address of the web, and what each of the cast is answered there.

A row says who gets in (`to`), and what is answered to them, to whoever is refused and to
whoever is not signed in, for a page asked for (`get`) and for an empty form sent (`post`).
Addresses for programs have no rows of their own: none opens to anybody signed in as a person.
Where a row names a thing that is not there, whoever gets in is answered 404: that shows that
the right was asked for before the thing was. An address without a row fails the test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.web.cast import EVERYBODY, FORCE, NOBODY, REGION

OPEN, GONE, MOVED, UNKNOWN, REFUSED, MISSING, ONLY = 200, 410, 302, 401, 403, 404, 405
NONE_THERE = 987654

ALL = frozenset(EVERYBODY) - {NOBODY}
APPOINTED = ALL - {"unappointed", "late_inspector"}
HERE_OR_BELOW = APPOINTED - {"far_chief_officer", "far_coordinator", "far_inspector"}
OVER_HERE = {"regional_coordinator", "national_coordinator", "inspector"}
PICTURE = {"chief_officer", "planning_lead", "control_room", *OVER_HERE}
ELSEWHERE = {"next_planning_lead", "far_chief_officer", "far_coordinator", "far_inspector"}
RETURNS = {"chief_officer", "planning_lead", "inspector"}
REQUESTS = RETURNS
LEAD = {"planning_lead"}
JUDGES = {"chief_officer", "planning_lead"}
TOUR = {"chief_officer", "planning_lead", "control_room"}
DECLARERS = {"planning_lead", "control_room"}
PEOPLE = {"planning_lead", "human_resources"}
ASKERS = {"inspector"}
AUDIT = {"chief_officer", "planning_lead", "force_administrator", "administrator"}
AUDIT_ANYWHERE = {*AUDIT, "next_planning_lead", "next_administrator", "far_chief_officer"}
ADMINISTRATORS = {"administrator", "force_administrator", "next_administrator"}


@dataclass(frozen=True)
class Row:
    """What one address answers: to those who get in, and to everybody else.

    `post` is None where nothing is sent there; `senders` are those who may send, where they
    are fewer than those who may look. `but` says what is special about somebody.
    """

    to: frozenset[str] | set[str]
    given: Mapping[str, object] = field(default_factory=dict)
    get: int = OPEN
    post: int | None = None
    refused: int | set[int] = REFUSED
    nobody: int | set[int] = MOVED
    senders: frozenset[str] | set[str] | None = None
    but: Mapping[str, int] = field(default_factory=dict)

    @property
    def methods(self) -> tuple[str, ...]:
        """Return how the address is asked."""
        return ("get",) if self.post is None else ("get", "post")

    def expected(self, who: str, method: str) -> set[int]:
        """Return what somebody may be answered; that a page only takes forms may be said first."""
        good = self.get if method == "get" else self.post
        allowed = self.senders if method == "post" and self.senders is not None else self.to
        if who in self.but:
            return {self.but[who]}
        if who == NOBODY:
            return {good} if self.nobody == OPEN else _set(self.nobody)
        if who in allowed:
            return {good}
        return _set(self.refused) | ({ONLY} if good == ONLY else set())


def _set(statuses: int | set[int]) -> set[int]:
    return {statuses} if isinstance(statuses, int) else statuses


def here(to: set[str], get: int = OPEN, post: int | None = None, **more: object) -> Row:
    """Return the row of a page of the force."""
    return Row(to, {"force": FORCE, **more}, get, post)


def anybody(get: int = OPEN, post: int | None = None, **given: object) -> Row:
    """Return the row of a page that is open to whoever comes, signed in or not."""
    return Row(ALL, given, get, post, nobody=OPEN)


def everybody(get: int = OPEN, post: int | None = None, **given: object) -> Row:
    """Return the row of a page open to whoever is signed in, whatever they hold."""
    return Row(ALL, given, get, post)


def program(given: Mapping[str, object]) -> Row:
    """Return the row of an address for programs: being signed in as a person opens nothing."""
    refused = {UNKNOWN, ONLY}
    return Row(frozenset(), given, refused=refused, post=UNKNOWN, nobody=refused)


CELL = {"threat": "public-order", "aspect": "capability"}

SIGNING_IN = {
    "account_login": Row(ALL, get=MOVED, post=MOVED, but={NOBODY: OPEN}),
    "account_logout": everybody(post=MOVED),
    "account_inactive": anybody(),
    "account_reauthenticate": everybody(post=OPEN),
    "account_change_password": everybody(post=OPEN),
    "account_set_password": everybody(get=MOVED, post=MOVED),
    "account_reset_password": anybody(post=OPEN),
    "account_reset_password_done": anybody(),
    "account_reset_password_from_key": anybody(uidb36="1", key="made-up", post=OPEN),
    "account_reset_password_from_key_done": anybody(),
    "mfa_index": everybody(),
    "mfa_authenticate": everybody(get=MOVED, post=MOVED),
    "mfa_reauthenticate": everybody(get=MOVED, post=MOVED),
    "mfa_activate_totp": everybody(get=MOVED, post=MOVED),
    "mfa_deactivate_totp": everybody(get=MISSING, post=MISSING),
    "mfa_view_recovery_codes": everybody(get=MISSING),
    "mfa_generate_recovery_codes": everybody(get=MOVED, post=MOVED),
    "mfa_list_webauthn": everybody(),
    "mfa_add_webauthn": everybody(get=MOVED, post=MOVED),
    "mfa_reauthenticate_webauthn": everybody(get=MOVED, post=MOVED),
    "mfa_login_webauthn": Row(ALL, get=MOVED, post=MOVED),
    "mfa_edit_webauthn": everybody(get=MOVED, post=MOVED, pk=NONE_THERE),
    "mfa_remove_webauthn": everybody(get=MOVED, post=MOVED, pk=NONE_THERE),
    "usersessions_list": everybody(post=MOVED),
    "socialaccount_login_cancelled": anybody(),
    "openid_connect_login": anybody(get=MISSING, post=MISSING, provider_id="organisation"),
    "openid_connect_callback": anybody(get=MISSING, post=MISSING, provider_id="organisation"),
    "accounts:home": everybody(),
    "accounts:enrol": everybody(),
    "accounts:language": everybody(get=ONLY, post=MOVED),
    "administration:invitation": anybody(get=GONE, post=GONE, token="made-up"),
}
AUDITING = {
    "audit:log": Row(AUDIT_ANYWHERE),
    "audit:verify": Row(AUDIT_ANYWHERE, post=OPEN),
    "audit:checkpoint": Row(AUDIT_ANYWHERE, get=ONLY, post=409),
    "audit:entry": Row(AUDIT_ANYWHERE, {"sequence": NONE_THERE}, get=MISSING),
}
ADMINISTERING = {
    "administration:home": Row(ADMINISTRATORS),
    "administration:users": Row(ADMINISTRATORS),
    "administration:new_user": Row(ADMINISTRATORS, post=OPEN),
    "administration:user": Row(ADMINISTRATORS, {"number": NONE_THERE}, get=MISSING),
    "administration:appoint": Row(ADMINISTRATORS, {"number": NONE_THERE}, MISSING, MISSING),
    "administration:end": Row(
        ADMINISTRATORS, {"number": NONE_THERE, "appointment": NONE_THERE}, MISSING, MISSING
    ),
    "administration:change": Row(
        ADMINISTRATORS, {"number": NONE_THERE, "change": "close"}, MISSING, MISSING
    ),
    "administration:roles": Row(ADMINISTRATORS),
    "administration:forces": Row(ADMINISTRATORS),
    "administration:retention": Row({"administrator"}, post=OPEN),
    "administration:access": here(AUDIT),
}
PROGRAMS = {
    "tokens:list": Row({*PICTURE, *ELSEWHERE, *ADMINISTRATORS}, post=OPEN),
    "tokens:revoke": Row(
        {*PICTURE, *ELSEWHERE, *ADMINISTRATORS}, {"pk": NONE_THERE}, ONLY, MISSING
    ),
    "interface:openapi-json": anybody(),
    "interface:api-root": anybody(get=MISSING),
}
SHELL = {
    "shell:health": anybody(),
    "shell:find": everybody(),
    "shell:credits": anybody(),
    "shell:help": anybody(),
    "shell:toured": everybody(get=ONLY, post=204),
    "live:stream": Row(APPOINTED),
}
DOCTRINE = {
    "requirements:criteria": Row(APPOINTED),
    "requirements:criterion": Row(APPOINTED, {"slug": "none-such"}, MISSING),
    "requirements:changes": Row(APPOINTED),
    "requirements:figures": Row(APPOINTED),
    "requirements:list": Row(APPOINTED, {"table": "forces"}),
    "requirements:unit": Row(APPOINTED, {"unit": "psu"}),
}
PICTURES = {
    "today:today": everybody(),
    "nation:nation": Row(APPOINTED),
    "nation:region": Row(HERE_OR_BELOW, {"region": REGION}),
    "forces:force": here(PICTURE),
    "forces:strength": here(PICTURE),
    "forces:year": here(PICTURE),
    "forces:cell": here(PICTURE, **CELL),
    "forces:region_cell": Row(HERE_OR_BELOW, {"region": REGION, **CELL}),
    "forces:nation_cell": Row(APPOINTED, CELL),
    "compare:compare": Row({*PICTURE, *ELSEWHERE}),
    "judgements:list": here(PICTURE),
    "judgements:new": here(JUDGES, post=422),
    "judgements:replace": here(JUDGES, MISSING, MISSING, pk=NONE_THERE),
    "judgements:withdraw": here(JUDGES, MISSING, MISSING, pk=NONE_THERE),
    "printouts:copies": Row(APPOINTED),
    "printouts:copy": Row(APPOINTED, {"pk": NONE_THERE}, get=MISSING),
}
TOURS = {
    "tours:tour": here(TOUR),
    "tours:declare": here(DECLARERS, post=409),
    "tours:history": here(TOUR),
    "tours:times": here(DECLARERS, post=OPEN),
    "tours:declaration": here(TOUR, MISSING, number=NONE_THERE),
    "tours:contact": here(TOUR, ONLY, MISSING, number=NONE_THERE),
    "tours:wall": here(TOUR),
    "tours:wall_now": here(TOUR),
}
RECORDS = {
    "people:list": here(PEOPLE),
    "people:reason": here(PEOPLE, post=400),
    "people:person": here(PEOPLE, officer="none-such"),
}
SENDING = {
    "feeds:feed": Row(RETURNS, {"force": FORCE}, post=MOVED, senders=LEAD),
    "returns:forces": Row(
        {*RETURNS, "next_planning_lead", "far_chief_officer", "far_inspector"}, get=MOVED
    ),
    "returns:list": here(RETURNS),
    "returns:send": here(LEAD, post=422),
    "returns:template": here(RETURNS),
    "returns:upload": here(RETURNS, MISSING, pk=NONE_THERE),
    "returns:progress": here(RETURNS, MISSING, pk=NONE_THERE),
    "returns:faults": here(RETURNS, MISSING, pk=NONE_THERE),
    "returns:changes": here(RETURNS, MISSING, pk=NONE_THERE),
    "returns:accept": here(LEAD, ONLY, MISSING, pk=NONE_THERE),
    "returns:discard": here(LEAD, MISSING, MISSING, pk=NONE_THERE),
    "returns:check_again": here(LEAD, ONLY, MISSING, pk=NONE_THERE),
    "returns:who": here(LEAD, MISSING, pk=NONE_THERE),
    "returns:marked": here(LEAD, MISSING, MISSING, pk=NONE_THERE),
    "returns:return": here(RETURNS, MISSING, pk=NONE_THERE),
    "returns:withdraw": here(LEAD, MISSING, MISSING, pk=NONE_THERE),
    "returns:restore": here(LEAD, MISSING, MISSING, pk=NONE_THERE),
    "returns:download": here(LEAD, MISSING, MISSING, pk=NONE_THERE),
}
ASKING = {
    "inspections:list": Row(
        {*REQUESTS, "next_planning_lead", "far_chief_officer", "far_inspector"}
    ),
    "inspections:open": Row({"inspector", "far_inspector"}, post=OPEN),
    "inspections:request": Row(
        {*REQUESTS, "next_planning_lead", "far_chief_officer", "far_inspector"},
        {"number": NONE_THERE},
        get=MISSING,
    ),
    "inspections:force": here(REQUESTS, MISSING, number=NONE_THERE),
    "inspections:ask": here(ASKERS, MISSING, MISSING, number=NONE_THERE),
    "inspections:question": here(REQUESTS, MISSING, number=NONE_THERE, question=NONE_THERE),
    "inspections:answer": here(LEAD, MISSING, MISSING, number=NONE_THERE, question=NONE_THERE),
    "inspections:withdraw": here(ASKERS, ONLY, MISSING, number=NONE_THERE, question=NONE_THERE),
}
ADDRESSES: dict[str, Row] = {
    **SIGNING_IN,
    **AUDITING,
    **ADMINISTERING,
    **PROGRAMS,
    **SHELL,
    **DOCTRINE,
    **PICTURES,
    **TOURS,
    **RECORDS,
    **SENDING,
    **ASKING,
}
