"""The rows and columns of the Strategic Policing Requirement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threat:
    """A national threat: a row of the matrix. The list belongs to doctrine."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is asked of forces against a threat: a column of the matrix."""

    slug: str
    name: str
