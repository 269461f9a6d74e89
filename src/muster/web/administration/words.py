"""Roles and rights in words that whoever appoints somebody can hold against their work."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.models import Role
from muster.web.accounts.rights import Right

RIGHT_WORDS: Mapping[Right, Promise] = {
    Right.SEE_SUMS: _("see how regions and the nation stand, in sums"),
    Right.SEE_PICTURE: _("see a force's matrix, counts and forecast; counts, never names"),
    Right.SEE_RETURNS: _("see what a force sent in, its faults and its history"),
    Right.SEND_RETURN: _("send in, withdraw and replace returns"),
    Right.JUDGE: _("record a judgement beside a finding, with reasons"),
    Right.SEE_TOUR: _("see who is nominated at this tour, by name, in their own force"),
    Right.DECLARE_TOUR: _("declare the start of a tour"),
    Right.SEE_PEOPLE: _("read the records of their own force's people, with a reason, logged"),
    Right.SEE_SICKNESS: _("see that an absence is sickness"),
    Right.SEE_REQUESTS: _("see an inspector's questions and the answers"),
    Right.ASK: _("ask a force for data and evidence"),
    Right.ANSWER: _("answer an inspector"),
    Right.SEE_AUDIT: _("search the audit, and see who may look at the force"),
    Right.ADMINISTER: _("make accounts, appoint, invite and end"),
    Right.USE_INTERFACE: _("have tokens for programs, which can do no more than they"),
    Right.SEE_DOCTRINE: _("read doctrine: criteria, figures and their sources"),
}
ROLE_WORDS: Mapping[Role, Promise] = {
    Role.CHIEF_OFFICER: _(
        "Answers for a threat: reads everything about the force but people's records, and "
        "puts their name to judgements."
    ),
    Role.PLANNING_LEAD: _(
        "Keeps the force's figures true: loads returns, mends faults, reads records, "
        "answers inspectors."
    ),
    Role.HUMAN_RESOURCES: _(
        "Looks after people's records, and alone sees that an absence is sickness."
    ),
    Role.CONTROL_ROOM: _(
        "Declares tours and watches what could be raised now. Their screen is not closed "
        "for want of a touch."
    ),
    Role.COORDINATOR: _(
        "Sees every force of a region, or of the nation, in counts and never in names."
    ),
    Role.INSPECTOR: _(
        "Reads and asks, for one data request and until its end. The force sees that they may."
    ),
    Role.ADMINISTRATOR: _(
        "Makes accounts and appoints. Sees no figures and no records by this role."
    ),
}
