"""The words of an answer to a test: its kind, how people come, and what it is about."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from muster.doctrine import Doctrine
from muster.intake.cells import Parsed
from muster.intake.faults import Problem
from muster.intake.tables import plain
from muster.intake.vocabulary import Vocabulary
from muster.mobilisation import STATES, AnswerKind
from muster.policing import Composition

Words = Mapping[str, tuple[str, ...]]
ALSO: Words = {
    AnswerKind.CALLED: ("call", "asked", "called out", "alerted"),
    AnswerKind.AVAILABLE: ("said", "said available", "would be", "stated"),
    AnswerKind.TALKED_THROUGH: ("table top", "talked", "walked through"),
    AnswerKind.ACKNOWLEDGED: ("ack", "acknowledge", "coming", "on the way"),
    AnswerKind.ABSENT: ("away", "abstracted", "on leave", "unavailable"),
    AnswerKind.ARRIVED: ("arrive", "came", "here", "arrived at rendezvous", "at rendezvous"),
    AnswerKind.DEPLOYED: ("deploy", "left", "gone"),
}
COMING: Words = {
    "on_duty": ("duty", "from duty"),
    "on_call": ("oncall", "standby"),
    "recall": ("recalled", "called in", "off duty"),
}


def answer_kinds() -> Vocabulary:
    """Return the kinds of answer, in every spelling."""
    return _with_aliases("kind of answer", [kind.value for kind in AnswerKind], ALSO)


def ways_of_coming() -> Vocabulary:
    """Return how people come: from duty, on call, recalled."""
    return _with_aliases("way of coming", STATES, COMING)


def parts_of(unit: Composition, doctrine: Doctrine) -> Vocabulary:
    """Return the posts and vehicles of a unit, and the unit itself, in every spelling.

    A rank that only one post takes stands for that post: an inspector leads a unit.
    """
    also = {post.slug: _ranks_of_one_post(unit, post.ranks) for post in unit.posts}
    for table, slugs in (
        ("vehicle_kind", [need.kind for need in unit.vehicles]),
        ("unit", [unit.unit]),
    ):
        for slug in slugs:
            also[slug] = [word for word, own in doctrine.aliases[table].items() if own == slug]
    return _with_aliases("post, vehicle or unit", list(also), also)


def posts_of(doctrine: Doctrine) -> Vocabulary:
    """Return the posts of every kind of unit."""
    posts = dict.fromkeys(post.slug for unit in doctrine.compositions for post in unit.posts)
    return _with_aliases("post", list(posts), {})


def _ranks_of_one_post(unit: Composition, ranks: Sequence[str]) -> list[str]:
    taking = [rank for post in unit.posts for rank in post.ranks]
    return [rank for rank in ranks if taking.count(rank) == 1]


def _with_aliases(what: str, slugs: Sequence[str], also: Mapping[str, Iterable[str]]) -> Vocabulary:
    """Return words with their aliases, each in the plural too; a word's own spelling wins."""
    spellings: dict[str, int] = {}
    for code, slug in enumerate(slugs):
        for word in (slug, *also.get(slug, ())):
            spellings.setdefault(f"{plain(word)}s", code)
            spellings.setdefault(plain(word), code)
    return Vocabulary(what, tuple(slugs), spellings | {plain(s): n for n, s in enumerate(slugs)})


def read_parts(words: Vocabulary, unit: Composition, texts: Sequence[str]) -> Parsed:
    """Return each text's own position; faults for words unknown, or mixed with posts."""
    problems: dict[int, Problem] = {}
    posts = {post.slug for post in unit.posts}
    for at, text in enumerate(texts):
        codes, problem = words.parse_all(text) if text else ((), None)
        if problem and "+" not in text:
            problem = words.problem(text)
        named = {words.slugs[code] for code in codes}
        if problem is None and len(named) > 1 and not named <= posts:
            problem = Problem(
                "mixed-parts", "joins what are not all posts", "give each a row of its own"
            )
        if problem:
            problems[at] = problem
    return Parsed(np.arange(len(texts), dtype=np.int32), problems)
