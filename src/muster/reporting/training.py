"""How many must be trained, as a document."""

from muster.doctrine import Rate
from muster.reporting.background import (
    Background,
    remarks,
    source_words,
    standing_cell,
    warnings,
)
from muster.reporting.document import (
    Block,
    Cell,
    Document,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    table,
)
from muster.reporting.words import (
    counted,
    force_name,
    joined,
    opened,
    pluralise,
    post_name,
    unit_names,
    within_words,
)
from muster.strength import BackTest, ObservedRate, TrainingNeed


def training_report(need: TrainingNeed, test: BackTest, background: Background) -> Document:
    """Return how many trained people each post needs, how sure that is, and the back-test."""
    doctrine = background.doctrine
    force = force_name(need.force, doctrine)
    one, many = unit_names(doctrine.unit(need.unit))
    goal = f"{counted(need.units, one, many)} {within_words(need.within)} of {need.hour:02}:00"
    blocks: list[Block] = [
        Paragraph(_headline(force, goal, need, background), "lead"),
        *warnings(background),
        _key(need),
        Heading("Trained people by post"),
        _posts(need, background),
        Items(_how(need)),
        Heading("Assumed abstraction against what duties show"),
        Paragraph(_verdict(test)),
        _back_test(test, background),
        *remarks(background),
        _norm(need.norm, background),
    ]
    return Document(
        f"{force}: trained for {goal}", tuple(blocks), background.synthetic, background.origins
    )


def _headline(force: str, goal: str, need: TrainingNeed, background: Background) -> str:
    extra = [
        (post.post, post.to_train_for_probability)
        for post in need.posts
        if post.to_train_for_probability
    ]
    chance = f"with probability {need.probability:.0%}"
    if not extra:
        return f"{force} has enough trained people for {goal} {chance}."
    said = joined(f"{count:,} more {_people(post, count, background)}" for post, count in extra)
    return f"For {goal} {chance}, {force} must train {said}."


def _people(post: str, count: int, background: Background) -> str:
    name = post_name(post, background.doctrine)
    return name if count == 1 else pluralise(name)


def _key(need: TrainingNeed) -> KeyFigures:
    extra = sum(post.to_train_for_probability or 0 for post in need.posts)
    return KeyFigures(
        (
            KeyFigure(f"{extra:,}", "people to train", "short" if extra else "good"),
            KeyFigure(
                f"{need.held:.0%}",
                f"of {need.samples} sampled days on which the roster as it is raises them",
            ),
            KeyFigure(f"{need.held_by_people:.0%}", "the same, were there vehicles for all"),
        )
    )


def _posts(need: TrainingNeed, background: Background) -> Table:
    rows = [
        (
            opened(post_name(post.post, background.doctrine)),
            post.needed,
            Cell(f"{post.presence:.0%}"),
            post.trained,
            post.by_formula,
            post.by_mean,
            _or_dash(post.for_probability),
            _extra(post.to_train_for_probability),
        )
        for post in need.posts
    ]
    return table(
        "People trained and in date; one person may be counted for several posts",
        (
            "Post",
            "Needed#",
            "Present#",
            "Trained#",
            f"By {need.norm.rate:.0%} rate#",
            "By mean#",
            f"For {need.probability:.0%}#",
            "To train#",
        ),
        rows,
    )


def _or_dash(figure: int | None) -> Cell:
    return Cell("–", "soft") if figure is None else Cell(f"{figure:,}")


def _extra(figure: int | None) -> Cell:
    if figure is None:
        return Cell("–", "soft")
    return Cell(f"{figure:,}", "short") if figure else Cell("none", "good")


def _how(need: TrainingNeed) -> tuple[str, ...]:
    return (
        f"By rate: the number needed, divided by 1 less an abstraction rate of "
        f"{need.norm.rate:.0%} ({need.norm.source.describe()}). It knows nothing of shifts.",
        "By mean: the number needed, divided by the share of those trained who could in fact "
        f"parade at that hour; were people to come independently, it would be enough on "
        f"{need.achieved_by_mean:.0%} of days.",
        f"For {need.probability:.0%}: enough that the units can be raised with that "
        f"probability, people coming independently; it gives {need.achieved:.1%}.",
        "The share of sampled days is of the roster as it is, where people come and go in teams "
        "and leave falls together; the probability supposes that each comes independently of "
        "the others. So the two need not agree.",
    )


def _verdict(test: BackTest) -> str:
    rate = test.observed.rate
    if rate is None:
        return "Nobody was due on duty, so nothing can be said of the assumed rate."
    side = "more" if rate > test.assumed.rate else "less"
    return (
        f"{test.assumed.rate:.0%} is assumed and {rate:.1%} is observed, {side} than assumed: "
        f"{test.observed.away:,} of {test.observed.due:,} due on duty were away."
    )


def _back_test(test: BackTest, background: Background) -> Table:
    ranks = {rank.slug: rank.name for rank in background.doctrine.ranks}
    rows = [_observed(each, ranks.get(each.group, each.group)) for each in test.by_rank]
    rows += [_observed(each, each.group) for each in test.by_month]
    rows.append(_observed(test.observed, "All"))
    return table(
        "Due on duty and away, by rank and by month",
        ("Group", "Due#", "Away#", "Rate#"),
        [row for row in rows if row[1].text != "0"],
        strong=[sum(row[1].text != "0" for row in rows) - 1],
    )


def _observed(seen: ObservedRate, name: str) -> tuple[Cell, ...]:
    rate = "–" if seen.rate is None else f"{seen.rate:.1%}"
    return Cell(name), Cell(f"{seen.due:,}"), Cell(f"{seen.away:,}"), Cell(rate)


def _norm(norm: Rate, background: Background) -> Table:
    row = (
        f"Abstraction rate of {norm.rate:.0%}",
        standing_cell(norm.source),
        source_words(norm.source, background.doctrine),
    )
    return table(
        "Figures relied on, and how firm they are", ("Figure", "Standing", "Source"), [row]
    )
