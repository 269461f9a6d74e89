"""Finding things from the command bar: each app adds a finder of its own kind.

An app writes a module `finders.py`, which is read when the server starts:

    @finder("forces")
    def forces_found(viewer: Viewer, text: str) -> list[Found]: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.web.accounts.rights import Viewer
from muster.web.shell.navigation import navigation_of

SHORTEST, MOST = 1, 6
LABELS: dict[str, str | Promise] = {
    "forces": _("Forces"),
    "cells": _("Cells of the matrix"),
    "people": _("People"),
    "documents": _("Documents"),
    "actions": _("Go to"),
}


@dataclass(frozen=True)
class Found:
    """Something found: what it is called, a few words more, and its address."""

    label: str | Promise
    hint: str | Promise
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    label: str | Promise
    found: tuple[Found, ...]


Finder = Callable[[Viewer, str], Iterable[Found]]
FINDERS: dict[str, list[Finder]] = {kind: [] for kind in LABELS}


def finder(kind: str) -> Callable[[Finder], Finder]:
    """Register what finds things of a kind: forces, cells, people, documents or actions."""

    def keep(find: Finder) -> Finder:
        FINDERS[kind].append(find)
        return find

    return keep


def found_for(viewer: Viewer, text: str) -> list[Group]:
    """Return what a viewer may find by a text, in groups with their labels."""
    found = found_by_kind(viewer, text)
    return [Group(LABELS[kind], inside) for kind, inside in found.items()]


def found_by_kind(viewer: Viewer, text: str) -> dict[str, tuple[Found, ...]]:
    """Return what a viewer may find by a text, a handful of each kind that has something."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return {}
    found = {
        kind: tuple([each for find in finds for each in find(viewer, text)][:MOST])
        for kind, finds in FINDERS.items()
    }
    return {kind: inside for kind, inside in found.items() if inside}


def matches(text: str, *said: object) -> bool:
    """Say whether every word of a text begins a word of what is said, capitals or not."""
    words = _words(" ".join(str(each) for each in said))
    return all(any(word.startswith(part) for word in words) for part in _words(text))


def _words(text: str) -> list[str]:
    return text.lower().replace("-", " ").split()


@finder("actions")
def pages_found(viewer: Viewer, text: str) -> list[Found]:
    """Return the pages of the navigation whose names match."""
    return [
        Found(entry.label, "", entry.url)
        for entry in navigation_of(viewer, "")
        if matches(text, entry.label)
    ]
