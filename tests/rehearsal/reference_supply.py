"""What a force has, as the page has it: people drawn, units whole, and what stops the next."""

from tests.rehearsal.reference_chance import ABSTRACTION, PEOPLE, SHOCK, TURNOUT, binomial


class Shocks:
    """The shocks that come about in a replication."""

    def __init__(self, scenario, chance):
        self.struck = [
            shock
            for number, shock in enumerate(scenario.shocks)
            if chance.happens(shock.chance, number, SHOCK)
        ]

    def holding(self, kind, minute, force):
        return [
            shock
            for shock in self.struck
            if shock.kind == kind
            and shock.start <= minute < shock.stop
            and (not shock.forces or force in shock.forces)
        ]

    def travel(self, minutes, leaves, force, host):
        return self._times("travel", minutes, leaves, force, host)

    def answer(self, minutes, minute, force, host):
        return self._times("answer", minutes, minute, force, host)

    def _times(self, kind, value, minute, force, host):
        for shock in self.holding(kind, minute, force):
            if not shock.hosts or host in shock.hosts:
                value = value * shock.amount // 100
        return value

    def people(self, count, minute, force):
        for shock in self.holding("people", minute, force):
            count -= count * shock.amount // 100
        return count

    def vehicles(self, count, minute, force, vehicle):
        for shock in self.holding("vehicles", minute, force):
            if shock.vehicle in ("", vehicle):
                count -= count * shock.amount // 100
        return count


class Force:
    """One force's people and vehicles in one replication."""

    def __init__(self, number, scenario, supply, shocks, chance):
        self.number, self.name = number, supply.forces[number]
        self.region = supply.regions[number]
        self.supply, self.shocks, self.chance = supply, shocks, chance
        doubts, key = scenario.doubts, 0 if scenario.doubts.shared else number
        away = chance.value(doubts.abstraction, key, ABSTRACTION)
        turnout = chance.value(doubts.turnout, key, TURNOUT)
        self.per_cent = (100 - away, (100 - away) * turnout // 100)
        self.known = {}

    def units(self, kind, minute):
        """Return whole units by each notice, and what stops the next at the longest."""
        block = min(minute // self.supply.block, self.supply.people.shape[2] - 1)
        if (kind, block) not in self.known:
            self.known[kind, block] = self._count(kind, block)
        return self.known[kind, block]

    def _count(self, kind, block):
        most, stops = [], None
        for notice in range(len(self.supply.notices)):
            limits = self._limits(kind, block, notice)
            least = min(count for count, _ in limits)
            stops = next(what for count, what in limits if count == least)
            most.append(max([least, *most]))
        return most, stops

    def _limits(self, kind, block, notice):
        """Return how many units each set of posts, and each kind of vehicle, allows."""
        composition, minute = self.supply.kinds[kind], block * self.supply.block
        there = self._there(kind, block, notice)
        limits = []
        for chosen in range(1, 1 << len(composition.posts)):
            fitting = sum(count for mask, count in there.items() if mask & chosen)
            posts = [post for at, post in enumerate(composition.posts) if chosen >> at & 1]
            limits.append((fitting // sum(post.count for post in posts), ("posts", chosen)))
        for number, vehicle in enumerate(self.supply.vehicle_kinds):
            each = sum(need.count for need in composition.vehicles if need.kind == vehicle)
            if each:
                count = int(self.supply.vehicles[self.number, block, number])
                count = self.shocks.vehicles(count, minute, self.name, vehicle)
                limits.append((count // each, ("vehicle", number)))
        return limits

    def _there(self, kind, block, notice):
        """Return how many people of each mask are there."""
        counted = self.supply.people[self.number, kind, block, notice].tolist()
        there = {}
        for state, of_state in enumerate(counted):
            for mask, count in enumerate(of_state):
                left = self.shocks.people(count, block * self.supply.block, self.name)
                drawn = self.chance.draw(self.number, PEOPLE, (kind * 2 + state) * 64 + mask)
                there[mask] = there.get(mask, 0) + binomial(left, self.per_cent[state], drawn)
        return there
