"""Every way of filling posts, tried: slow and obvious."""

from collections.abc import Sequence
from itertools import product

from tests.strength.builders import Person, Stay

from muster.policing import Composition


def fits(person: Person, post) -> bool:
    return person.rank in post.ranks and set(post.skills) <= set(person.skills)


def fillings(
    people: Sequence[Person], units: Sequence[Composition], cover: Sequence[Stay] = ()
) -> set[tuple[int, ...]]:
    """Return every vector (people in each post of each unit…, people staying for each cover).

    Each person goes to one post they fit, stays for one cover they count towards, or is
    left over: all combinations are walked.
    """
    posts = [post for unit in units for post in unit.posts]
    found = {(0,) * (len(posts) + len(cover))}
    for person in people:
        places = [at for at, post in enumerate(posts) if person.state < 4 and fits(person, post)]
        places += [
            len(posts) + at
            for at, stay in enumerate(cover)
            if stay.role == person.role and stay.base == person.base
        ]
        found |= {
            (*filled[:at], filled[at] + 1, *filled[at + 1 :]) for filled in found for at in places
        }
    return found


def staying(people: Sequence[Person], cover: Sequence[Stay]) -> list[int]:
    """Return how many must stay for each cover: never more than are there."""
    here = [
        sum(stay.role == person.role and stay.base == person.base for person in people)
        for stay in cover
    ]
    return [min(stay.count, there) for stay, there in zip(cover, here, strict=True)]


def can_form(
    found: set[tuple[int, ...]],
    units: Sequence[Composition],
    wanted: Sequence[int],
    stay: Sequence[int] = (),
    extra: Sequence[int] = (),
) -> bool:
    """Say whether some filling has all the posts of `wanted` units of each kind, and cover."""
    asked = [
        count * post.count for unit, count in zip(units, wanted, strict=True) for post in unit.posts
    ]
    extra = list(extra) or [0] * len(asked)
    least = [*(need - more for need, more in zip(asked, extra, strict=True)), *stay]
    return any(
        all(have >= need for have, need in zip(filled, least, strict=True)) for filled in found
    )


def vehicles_allow(
    vehicles: Sequence[tuple[str, int]], units: Sequence[Composition], wanted: Sequence[int]
) -> bool:
    """Say whether there are vehicles enough."""
    kinds = [kind for kind, _ in vehicles]
    needs: dict[str, int] = {}
    for unit, count in zip(units, wanted, strict=True):
        for need in unit.vehicles:
            needs[need.kind] = needs.get(need.kind, 0) + count * need.count
    return all(kinds.count(kind) >= count for kind, count in needs.items())


def fewest_extra(
    found: set[tuple[int, ...]], unit: Composition, wanted: int, stay: Sequence[int]
) -> tuple[int, ...]:
    """Return the fewest extra people by post, ties to the earliest posts, by trying all."""
    most = [range(wanted * post.count + 1) for post in unit.posts]
    options = sorted(product(*most), key=lambda extra: (sum(extra), tuple(-n for n in extra)))
    return next(extra for extra in options if can_form(found, [unit], [wanted], stay, extra))
