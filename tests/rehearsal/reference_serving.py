"""How the reference serves wants: nearest first, by phone, or as well as can be."""

from dataclasses import dataclass

from tests.rehearsal.reference_answer import Dispatched, Objective
from tests.rehearsal.reference_best import Way, best_flow, total_cost
from tests.rehearsal.reference_chance import ANSWER, JOURNEY, median, relief_key
from tests.rehearsal.reference_supply import Force


def may_be_asked(play, want):
    """Return the forces that may be asked, the nearest first."""
    host = play.host(want)
    asked = [
        force
        for force in play.forces
        if force is host or play.activated >= 0 or (force.region and force.region == host.region)
    ]
    at = play.column(want)
    return sorted(asked, key=lambda force: (int(play.minutes[force.number][at]), force.number))


def has(play, force, kind, *, for_another):
    """Return the units a force can give by each notice, and what stops the next."""
    most, stops = force.units(kind, play.now)
    taken = int(play.supply.held[force.number, kind]) + play.out(force.number, kind)
    if for_another:
        taken += int(play.floors[force.number][kind])
    return [max(0, units - taken) for units in most], stops


def serve_nearest(play):
    for want in play.open_wants():
        if not (want.new or play.all_due):
            continue
        for force in may_be_asked(play, want):
            if want.left:
                give(play, want, force, answer_time(play, want, force))


def answer_time(play, want, force):
    """Return the minutes until a force that is asked now says what it sends."""
    number = force.number + 64 * want.round
    drawn = play.chance.value(play.scenario.doubts.answer, want.key, ANSWER, number)
    return play.shocks.answer(drawn, play.now, force.name, play.host(want).name)


def give(play, want, force, answer):
    """Send what a force has to a want, the shortest notice first."""
    kind, host = play.kind(want), play.host(want)
    for_another = force is not host
    can, stops = has(play, force, kind, for_another=for_another)
    if can[-1] < want.left:
        play.bottlenecks.add((force.number, kind, stops))
    for notice in range(len(play.supply.notices)):
        can, _ = has(play, force, kind, for_another=for_another)
        send(play, want, force, notice, min(can[notice], want.left), answer)


def send(play, want, force, notice, count, answer):
    """Send units at a notice, unless they would come when it is over."""
    leaves = leaves_at(play, force, notice, answer)
    usual = usual_minutes(play, want, force)
    number = force.number * 8 + notice
    factor = play.chance.value(play.scenario.doubts.travel, want.key, JOURNEY, number)
    arrives = arrives_at(play, want, force, leaves, factor)
    if not count or arrives >= want.incident.ends:
        return
    kind = play.kind(want)
    due = min(want.incident.ends, arrives + play.scenario.tour)
    away_until = due + usual + play.scenario.rest
    sent = Dispatched(
        want.incident.source, want.incident.spot, force.number, kind, notice, count,
        play.now, leaves, arrives, due, away_until,
    )  # fmt: skip
    want.left -= count
    want.sent.append(sent)
    play.dispatches.setdefault((force.number, kind), []).append(sent)
    play.env.process(play.is_free_again(away_until))
    if due < want.incident.ends and want.incident.real:
        key = relief_key(want.key, force.number, notice)
        play.env.process(play.is_relieved(want, key, count, due))
    if force is not play.host(want):
        left, _ = has(play, force, kind, for_another=False)
        if left[-1] < play.supply.need[force.number, kind]:
            play.exposed.add(force.number)


def leaves_at(play, force, notice, answer):
    waits = play.supply.notices[notice]
    ready = play.now + answer + waits
    if play.policy.stand_to and play.activated >= 0:
        ready = max(play.now + answer, play.activated + waits)
    return ready + play.assembly


def usual_minutes(play, want, force):
    return int(play.minutes[force.number][play.column(want)])


def journey(play, want, force, leaves, factor):
    usual = usual_minutes(play, want, force)
    host = play.host(want).name
    taken = play.shocks.travel(usual * factor // 100, leaves, force.name, host)
    return max(taken, 1) if usual else taken


def arrives_at(play, want, force, leaves, factor):
    return max(leaves + journey(play, want, force, leaves, factor), want.needed)


def serve_by_phone(play):
    """Ring the next force for each want that waits for a line."""
    for want in play.open_wants():
        if want.left and not want.calling:
            force = _next_to_ring(play, want)
            if force and play.lines_taken < play.policy.lines:
                play.lines_taken += 1
                ring(play, want, force)


def ring(play, want, force):
    """Ring a force; a round begins with its first call."""
    want.calling = True
    if force.number in want.rung:
        want.round += 1
        want.rung = set()
    if not want.rung:
        want.fresh_when_begun = play.fresh
    want.rung.add(force.number)
    play.env.process(play.rings(want, force, max(1, answer_time(play, want, force))))


def _next_to_ring(play, want):
    forces = may_be_asked(play, want)
    unrung = [force for force in forces if force.number not in want.rung]
    if unrung:
        return unrung[0]
    return forces[0] if play.fresh > want.fresh_when_begun else None


def answer_calls(play):
    """Let the forces whose calls end now give what they have, in the order of the wants."""
    ended, play.ended = play.ended, []
    for want, force in sorted(ended, key=lambda call: play.standing(call[0])):
        play.lines_taken -= 1
        want.calling = False
        if play.now < want.incident.ends:
            give(play, want, force, 0)


def serve_best(play):
    """Send so that what is unmet is least by priority, then minutes late, then travel."""
    short = [want for want in play.open_wants() if want.left]
    ends = list(_ends(play))
    levels = sorted({play.source(want).priority for want in short})
    ways = list(_ways(play, short, ends, levels))
    flow = best_flow([end.ready for end in ends], [want.left for want in short], ways)
    if short and play.first_objective is None:
        *unmet, late, travel = total_cost(flow, ways, len(levels) + 2)
        met = {level: -less for level, less in zip(levels, unmet, strict=True) if less}
        play.first_objective = Objective(play.now, tuple(met.items()), late, travel)
    for (e, w), count in sorted(flow.items(), key=lambda pair: (pair[0][1], pair[0][0])):
        force = ends[e].force
        send(play, short[w], force, ends[e].notice, count, answer_time(play, short[w], force))


@dataclass
class End:
    """Units of a force and kind that are ready by a notice; some only for its own area."""

    force: Force
    kind: int
    notice: int
    only_own: bool
    ready: int


def _ends(play):
    for force in play.forces:
        for kind in range(len(play.kinds)):
            own, _ = has(play, force, kind, for_another=False)
            others, _ = has(play, force, kind, for_another=True)
            for notice in range(len(own)):
                more = own[notice] - (own[notice - 1] if notice else 0)
                lent = others[notice] - (others[notice - 1] if notice else 0)
                yield End(force, kind, notice, False, lent)
                yield End(force, kind, notice, True, more - lent)


def _ways(play, short, ends, levels):
    for w, want in enumerate(short):
        allowed = may_be_asked(play, want)
        for e, end in enumerate(ends):
            if not end.ready or end.kind != play.kind(want) or end.force not in allowed:
                continue
            cost = _reckoned(play, want, end.force, end.notice, levels)
            if cost and (end.force is play.host(want) or not end.only_own):
                yield Way(e, w, cost)


def _reckoned(play, want, force, notice, levels):
    """Return what a unit costs: what it leaves unmet by priority, minutes late, travel."""
    doubts = play.scenario.doubts
    host = play.host(want).name
    answer = play.shocks.answer(median(doubts.answer), play.now, force.name, host)
    leaves = leaves_at(play, force, notice, answer)
    arrives = arrives_at(play, want, force, leaves, median(doubts.travel))
    if arrives >= want.incident.ends:
        return None
    met = tuple(-(level == play.source(want).priority) for level in levels)
    return *met, arrives - want.needed, usual_minutes(play, want, force)
