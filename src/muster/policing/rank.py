"""Ranks and skills, and the dated proof that someone holds one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """A police rank; `order` rises with seniority."""

    slug: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Skill:
    """What an officer can do. `refresher_months` is None where tickets do not lapse."""

    slug: str
    name: str
    refresher_months: int | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """The dated proof of a skill; `expires` is its last valid day, as days since 1970."""

    officer: str
    skill: str
    awarded: int
    expires: int
