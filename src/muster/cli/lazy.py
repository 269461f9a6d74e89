"""Commands that are imported when they are first wanted, and not before."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from muster.cli.guard import guarded

HOMES = {
    "demo": "muster.cli.demo:demo",
    "strength": "muster.cli.strength:count_strength",
    "assess": "muster.cli.assess:assess",
    "compare": "muster.cli.compare:compare",
    "assure": "muster.cli.assure:assure",
    "events": "muster.cli.events:events",
    "ledger": "muster.cli.ledger:show_ledger",
    "forecast": "muster.cli.forecast:forecast",
    "train-need": "muster.cli.train_need:train_need",
    "test run": "muster.cli.test_run:run_test",
    "test score": "muster.cli.test_score:score",
    "test right": "muster.cli.test_right:right",
    "plan": "muster.cli.plan:plan",
    "replan": "muster.cli.replan:replan",
    "consent": "muster.cli.consent:consent",
    "relief": "muster.cli.relief:relief",
    "replay": "muster.cli.replay:replay",
    "scenario list": "muster.cli.scenario:list_scenarios",
    "scenario show": "muster.cli.scenario:show_scenario",
    "scenario new": "muster.cli.scenario:new_scenario",
    "scenario check": "muster.cli.scenario:check_scenario",
    "rehearse SCENARIO": "muster.cli.rehearse:rehearse",
    "rehearse every-hour": "muster.cli.every_hour:every_hour",
    "callout": "muster.cli.callout:callout",
    "return template": "muster.cli.return_template:template",
    "return check": "muster.cli.return_check:check",
    "return pack": "muster.cli.return_pack:pack",
    "return convert": "muster.cli.return_convert:convert",
    "doctrine unit": "muster.cli.doctrine_unit:unit",
    "doctrine units": "muster.cli.doctrine_lists:units",
    "doctrine skills": "muster.cli.doctrine_lists:skills",
    "doctrine ranks": "muster.cli.doctrine_lists:ranks",
    "doctrine kinds": "muster.cli.doctrine_lists:kinds",
    "doctrine rates": "muster.cli.doctrine_lists:rates",
    "doctrine forces": "muster.cli.doctrine_lists:list_forces",
    "doctrine editions": "muster.cli.doctrine_lists:editions",
    "doctrine tiers": "muster.cli.doctrine_lists:tiers",
    "doctrine events": "muster.cli.doctrine_events:events",
    "doctrine criteria": "muster.cli.doctrine_criteria:criteria",
    "doctrine crosswalk": "muster.cli.doctrine_criteria:crosswalk",
    "doctrine framework": "muster.cli.doctrine_criteria:framework",
    "doctrine sources": "muster.cli.doctrine_lists:sources",
    "doctrine check": "muster.cli.doctrine_check:check",
    "synthesise": "muster.cli.synthesise:synthesise",
    "ask": "muster.cli.ask:ask",
    "send": "muster.cli.send:send",
    "schema": "muster.cli.schema:schema",
    "serve": "muster.cli.serve:serve",
    "check": "muster.cli.check:check",
    "migrate": "muster.cli.migrate:migrate",
    "administrator": "muster.cli.administrator:administrator",
    "backup": "muster.cli.migrate:backup",
    "jobs list": "muster.cli.jobs:list_jobs",
    "jobs retry": "muster.cli.jobs:retry",
    "jobs work": "muster.cli.jobs:work",
    "audit verify": "muster.cli.audit:verify",
    "audit export": "muster.cli.audit:export",
}
ROOT = "muster"
ANY = "SCENARIO"  # the command of a group that takes whatever no other is called
GROUPS = {
    "test": "Test a force without notice, score it, and ask whether the predictions were right.",
    "scenario": "What might happen, as data: shipped scenarios, and your own.",
    "rehearse": "Play what may happen many times: how sure we are, and what would make us surer.",
    "return": "Make, check, pack and convert returns: what one force sends in.",
    "doctrine": "What the nation requires, with the source and standing of each figure.",
    "jobs": "The work that a server has to do.",
    "audit": "The record of who did and read what on a server: verify it, keep a copy.",
}
EPILOGS = {
    "rehearse": "**Try** `muster rehearse august-2024 --seed 1`; its options are under "
    "`muster rehearse SCENARIO --help`.",
}
SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyCommands(Mapping[str, Any]):
    """Commands and groups by name, each made the first time it is asked for."""

    def __init__(self, prefix: str) -> None:
        """Keep the commands whose full name starts with `prefix`."""
        own = (name.removeprefix(prefix) for name in HOMES if name.startswith(prefix))
        self._names = tuple(dict.fromkeys(name.split()[0] for name in own))
        self._prefix = prefix
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a command, importing what it needs, or a group."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            home = HOMES.get(self._prefix + name)
            self._made[name] = make_command(home, name) if home else make_group(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order they are to be read."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._names)


class LazyGroup(TyperGroup):
    """A group whose commands are imported when wanted."""

    def __init__(self, **settings: Any) -> None:
        """Put lazy commands in the place of made ones, by the group's own name."""
        super().__init__(**settings)
        prefix = "" if self.name == ROOT else f"{self.name} "
        self.commands = cast(Any, LazyCommands(prefix))

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands without importing any."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that the first argument names, or the one that takes any."""
        if ANY in self.commands and args[0] not in self.commands and args[0][:1] != "-":
            return ANY, self.commands[ANY], args
        return cast(tuple[str | None, Any, list[str]], super().resolve_command(ctx, args))


def make_command(home: str, name: str) -> Any:
    """Return the command a function makes, with errors told and not thrown."""
    module, function = home.split(":")
    app = typer.Typer(add_completion=False, rich_markup_mode="markdown", context_settings=SETTINGS)
    app.command(name)(guarded(getattr(import_module(module), function)))
    return get_command(app)


def make_group(name: str) -> Any:
    """Return a group of commands."""
    app = typer.Typer(
        name=name,
        cls=LazyGroup,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode="markdown",
        epilog=EPILOGS.get(name),
        context_settings=SETTINGS,
    )
    app.callback(help=GROUPS[name])(_nothing)
    return get_command(app)


def _nothing() -> None:
    """Do nothing before a group's command."""
