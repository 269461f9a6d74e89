"""One answer to a test as it is typed: when, what kind, how many, of what."""

from muster.errors import MusterError

HELP = """\
An answer is one line:  MINUTES KIND COUNT WHAT [ready MINUTES] [from STATE] [officers A+B]
[id ID] [by WHO]
  KIND   called, available, talked_through, acknowledged, absent, arrived, deployed
  WHAT   a post, several joined by + (sergeant+constable), a vehicle, or the kind of unit
  STATE  on_duty, on_call or recall
With a running clock MINUTES is left out, or given as +MINUTES for an answer told late.
  4 available 5 commander ready 0 by control room   five at once: a figure is in all by then
  4 available 10 commander ready 60                 ten of them within the hour
  12 arrived 3 constable from recall                who came adds up
Or:  list   undo   ended MINUTES   help   done (score it)   quit (keep it, and score later)"""
PAIRS = {"ready": "ready_minutes", "from": "state", "officers": "officers", "id": "answer_id"}


class UnableToUnderstand(MusterError):
    """The line is not an answer."""


def parse_line(line: str, *, clock: int | None = None) -> dict[str, str]:
    """Return an answer typed as one line as a row of text; `clock` is the minute it is now.

    Only its shape is judged here. Raises UnableToUnderstand.
    """
    words = line.split()
    minutes = _minutes(words, clock)
    if len(words) < len(("kind", "count", "what")):
        raise UnableToUnderstand("an answer has a kind, a count and what it is of: type help")
    kind, count, what, *rest = words
    row = {"minutes": minutes, "kind": kind, "count": count, "what": what}
    while rest:
        name = rest.pop(0)
        if name == "by":
            return row | {"by": " ".join(rest)}
        if name not in PAIRS or not rest:
            raise UnableToUnderstand(
                f"{name!r} is not understood here; after the answer come "
                f"{', '.join(PAIRS)} or by, each with its value"
            )
        row[PAIRS[name]] = rest.pop(0)
    return row


def _minutes(words: list[str], clock: int | None) -> str:
    """Return the minute of an answer, taken off the front of its words."""
    first = words[0] if words else ""
    if first.lstrip("+").isdigit() and (clock is None or first.startswith("+")):
        told = words.pop(0).lstrip("+")
        if clock is not None and int(told) > clock:
            raise UnableToUnderstand(f"{told} minutes are not over yet: it is minute {clock}")
        return told
    if clock is None:
        raise UnableToUnderstand("an answer starts with the minutes after the start: type help")
    return str(clock)


def describe_row(row: dict[str, str]) -> str:
    """Return an answer as a line that could be typed again."""
    said = f"{row.get('minutes', '')} {row['kind']} {row['count']} {row['what']}".strip()
    said += "".join(f" {name} {row[column]}" for name, column in PAIRS.items() if row.get(column))
    return said + (f" by {row['by']}" if row.get("by") else "")
