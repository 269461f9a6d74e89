"""Counts said in English sentences: the words every rendering shares."""

from collections.abc import Iterable, Sequence

from muster.doctrine import Doctrine
from muster.policing import UnitKind
from muster.strength import KindCount, Need, Options

ENDINGS = {1: "st", 2: "nd", 3: "rd"}
TEENS = (11, 12, 13)
HOUR = 60


def within_words(minutes: int) -> str:
    """Return a notice as words: `at once`, `within 1 hour`, `within 90 minutes`."""
    return "at once" if minutes == 0 else f"within {duration_words(minutes)}"


def duration_words(minutes: int) -> str:
    """Return minutes as whole hours where they are, else as minutes."""
    if minutes and minutes % HOUR == 0:
        return counted(minutes // HOUR, "hour")
    return counted(minutes, "minute")


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number and its noun in the right number."""
    return f"{count:,} {noun if count == 1 else plural or pluralise(noun)}"


def pluralise(noun: str) -> str:
    """Return the plural of a post, vehicle or plain noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `11th`, `21st`: in figures, as the counts beside them."""
    ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
    return f"{number:,}{ending}"


def joined(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list in a sentence."""
    said = list(words)
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {last} {said[-1]}"


def opened(sentence: str) -> str:
    """Return a sentence with a capital first letter and the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def lowered(name: str) -> str:
    """Return a name fit for the middle of a sentence: `Serial` as `serial`, `CBRN` as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def unit_names(kind: UnitKind) -> tuple[str, str]:
    """Return a unit's short name and its plural: `PSU`, `PSUs`; `CBRN team`, `CBRN teams`."""
    initials = "".join(word[0] for word in kind.name.split()).lower()
    if len(initials) > 1 and initials == kind.slug:
        return kind.slug.upper(), f"{kind.slug.upper()}s"
    return lowered(kind.name), kind.plural


def post_name(slug: str, doctrine: Doctrine) -> str:
    """Return a post's or vehicle kind's name as it stands in a sentence."""
    words = slug.replace("_", " ")
    for kind in doctrine.vehicle_kinds:
        if kind.slug == slug and kind.name.lower() == words:
            return lowered(kind.name)
    return words


def force_name(slug: str, doctrine: Doctrine) -> str:
    """Return a force's full name, or its slug where doctrine does not hold it."""
    for force in doctrine.forces:
        if force.slug == slug:
            return force.name
    return slug


def needs_words(needs: Sequence[Need], doctrine: Doctrine) -> str:
    """Return what a next unit needs: `1 more sergeant and 2 more constables`."""
    return joined(f"{need.count:,} more {_noun(need.post, need.count, doctrine)}" for need in needs)


def _noun(slug: str, count: int, doctrine: Doctrine) -> str:
    name = post_name(slug, doctrine)
    return name if count == 1 else pluralise(name)


def bounds_words(kind: KindCount) -> str:
    """Return the number of units in as few words as are true."""
    if kind.high is None:
        return "not known" if kind.low == 0 else f"at least {kind.low:,}"
    if kind.low == kind.high:
        return f"{kind.high:,}"
    return f"at most {kind.high:,}" if kind.low == 0 else f"{kind.low:,} to {kind.high:,}"


def headline(force: str, kind: KindCount, doctrine: Doctrine, options: Options) -> str:
    """Return the whole answer for one kind of unit as a sentence or two."""
    one, many = unit_names(doctrine.unit(kind.unit))
    notice = within_words(kind.within) + _conditions(options)
    nothing = kind.available and not any(have is not None for have in kind.available.values())
    if kind.high is None and nothing:
        said = f"How many {many} {force} can raise {notice} is not known"
    elif kind.high is None:
        said = f"Nothing stated limits how many {many} {force} can raise {notice}"
    elif kind.high == 0:
        said = f"{force} cannot raise a whole {one} {notice}"
    else:
        most = "at most " if kind.low < kind.high else ""
        number = counted(kind.high, f"whole {one}", f"whole {many}")
        said = f"{force} can raise {most}{number} {notice}"
    return f"{said}{_next_words(kind, doctrine)}.{_doubt_words(kind, doctrine)}"


def _conditions(options: Options) -> str:
    said = [
        text
        for asked, text in (
            (options.assured, "from those on duty or rostered on call"),
            (options.releasable, "after minimum cover is kept"),
            (options.by_base, "with each unit from one base"),
        )
        if asked
    ]
    return f" ({joined(said)})" if said else ""


def _next_words(kind: KindCount, doctrine: Doctrine) -> str:
    if kind.high is None or not kind.next_unit_needs:
        return ""
    where = f", at {kind.base}," if kind.base else ""
    needs = needs_words(kind.next_unit_needs, doctrine)
    return f"; the {ordinal(kind.high + 1)}{where} needs {needs}"


def _doubt_words(kind: KindCount, doctrine: Doctrine) -> str:
    if kind.low == kind.high:
        return ""
    fewest = "none" if kind.low == 0 else f"as few as {kind.low:,}"
    if not kind.unknown:
        return f" What is stated does not settle it: it may be {fewest}."
    unknown = joined(pluralise(post_name(slug, doctrine)) for slug in kind.unknown)
    return f" {opened(unknown)} are not known, so it may be {fewest}."
