"""Which people are shown, and in which order."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from muster.strength import Column, State
from muster.web.natural import natural_key
from muster.web.people.records import HORIZON, Mask, Records

ANY = ("", _("Any"))
STATES: Mapping[str, tuple[State, ...]] = {
    "on_duty": (State.ON_DUTY, State.STARTING),
    "on_call": (State.ON_CALL,),
    "recall": (State.RECALL,),
    "can": (State.ON_DUTY, State.STARTING, State.ON_CALL, State.RECALL),
    "cannot": (State.ABSENT,),
}
STATE_CHOICES = (
    ANY,
    ("can", _("Can be here")),
    ("on_duty", _("On duty or starting")),
    ("on_call", _("On call")),
    ("recall", _("Can be recalled")),
    ("cannot", _("Cannot be here")),
)
LAPSED = "lapsed"
EXPIRING = (
    ANY,
    ("14", _("Within 14 days")),
    ("30", _("Within 30 days")),
    ("60", _("Within 60 days")),
    ("90", _("Within 90 days")),
    (LAPSED, _("Lapsed already")),
)
SORTS = ("officer", "rank", "base", "state", "expiry")


class PeopleFilter(forms.Form):
    """What a list of people is narrowed to; nothing is required."""

    q = forms.CharField(label=_("Collar number"), required=False, max_length=60)
    rank = forms.ChoiceField(label=_("Rank"), required=False)
    base = forms.ChoiceField(label=_("Base"), required=False)
    skill = forms.ChoiceField(label=_("Holds in date"), required=False)
    lacking = forms.ChoiceField(label=_("Lacks"), required=False)
    expiring = forms.ChoiceField(label=_("Ticket lapses"), required=False, choices=EXPIRING)
    state = forms.ChoiceField(label=_("Within the notice"), required=False, choices=STATE_CHOICES)

    def __init__(self, *args: Any, records: Records, **given: Any) -> None:
        """Offer the ranks and skills of doctrine, and the bases of the return."""
        super().__init__(*args, **given)
        known = records.doctrine
        skills = [ANY, *((each.slug, each.name) for each in known.skills)]
        bases = [(str(code), name) for code, name in enumerate(records.roster.bases.name)]
        offered = {
            "rank": [ANY, *((each.slug, each.name) for each in known.ranks)],
            "base": [ANY, *sorted(bases, key=lambda each: natural_key(each[1]))],
            "skill": skills,
            "lacking": skills,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    @property
    def narrowed(self) -> dict[str, str]:
        """Return what was chosen, for the audit."""
        return {name: value for name, value in self.cleaned_data.items() if value}


def chosen_rows(
    records: Records, given: Mapping[str, str], only: Collection[str] | None = None
) -> Column:
    """Return the rows that fit everything chosen; `only` keeps to some collar numbers."""
    keep = records.employed.copy()
    if only is not None:
        keep &= np.isin(records.names, list(only))
    if given.get("q"):
        keep &= np.char.find(np.char.upper(records.names), given["q"].strip().upper()) >= 0
    if given.get("rank"):
        ranks = [each.slug for each in records.doctrine.ranks]
        keep &= records.roster.officers.rank == ranks.index(given["rank"])
    if given.get("base"):
        keep &= records.roster.officers.base == int(given["base"])
    if given.get("state"):
        keep &= np.isin(records.availability.state, STATES[given["state"]])
    return np.flatnonzero(keep & _by_ticket(records, given))


def _by_ticket(records: Records, given: Mapping[str, str]) -> Mask:
    keep = np.ones(len(records), dtype=bool)
    skill = records.skill_code(given.get("skill", ""))
    lacking = records.skill_code(given.get("lacking", ""))
    expiring = given.get("expiring", "")
    if lacking is not None:
        keep &= ~records.in_date[:, lacking]
    columns = slice(None) if skill is None else slice(skill, skill + 1)
    if expiring == LAPSED:
        return keep & records.lapsed[:, columns].any(axis=1)
    if skill is not None:
        keep &= records.in_date[:, skill]
    if expiring:
        keep &= (records.days_left[:, columns] <= int(expiring)).any(axis=1)
    return keep


def ordered(records: Records, rows: Column, by: str, *, downwards: bool) -> Column:
    """Return rows in an order; those with the same go by collar number."""
    officers = records.roster.officers
    keys: dict[str, Column] = {
        "officer": np.zeros(len(rows), dtype=np.int8),
        "rank": officers.rank[rows],
        "base": _base_order(records)[officers.base[rows]],
        "state": records.availability.state[rows],
        "expiry": np.where(
            records.lapsed[rows].any(axis=1),
            records.soonest[rows] - 2 * HORIZON,
            records.soonest[rows],
        ),
    }
    names = records.names[rows]
    if by == "officer":
        order = np.argsort(names, kind="stable")
        return rows[order[::-1] if downwards else order]
    key = keys[by].astype(np.int64)
    return rows[np.lexsort((names, -key if downwards else key))]


def _base_order(records: Records) -> Column:
    """Return where each base comes by name, numbers in it counted, -1's last."""
    names = records.roster.bases.name
    place = np.zeros(len(names) + 1, dtype=np.int64)
    for at, code in enumerate(sorted(range(len(names)), key=lambda each: natural_key(names[each]))):
        place[code] = at
    place[-1] = len(names)
    return place
