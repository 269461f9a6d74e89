"""Whether the server is well: what an administrator looks at first."""

import platform
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.web import clock
from muster.web.audit.queries import last_verification
from muster.web.checking import check_environment
from muster.web.findings import Finding, Level
from muster.web.jobs.models import Job
from muster.web.live.models import LiveEvent
from muster.web.rulebook import rulebook
from muster.web.versions import software

GIB = 1024**3
MIB = 1024**2
LITTLE_LEFT = 0.1
OLD_DAYS = 7
LATE = 5  # minutes


@dataclass(frozen=True)
class Sign:
    """One sign of health: what, how it stands, in words, and where to go about it."""

    name: str
    tone: str
    words: str
    view: str = ""


def signs(*, whole: bool = False) -> list[Sign]:
    """Return every sign of health, the database first; `whole` tells of the settings as well."""
    found = [_database(), _jobs(), _live(), _audit(), _disk(), _software(), _doctrine()]
    return [*found, *_settings()] if whole else found


def _settings() -> list[Sign]:
    found = check_environment(settings.ENVIRONMENT)
    if settings.DEMONSTRATION:
        words = _(
            "a demonstration: its key and its passwords are known to everybody, and nobody is "
            "asked for a second step; not safe to serve to others"
        )
        return [Sign(_("Settings"), "short", words), *_unsafe(found)]
    if not found:
        return [Sign(_("Settings"), "good", _("nothing unsafe"))]
    return _unsafe(found)


def _unsafe(found: list[Finding]) -> list[Sign]:
    tones = {Level.ERROR: "none", Level.WARNING: "short"}
    return [Sign(_("Settings"), tones[each.level], each.sentence) for each in found]


def _database() -> Sign:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT current_setting('server_version'), pg_database_size(current_database())"
            )
            version, size = cursor.fetchone()
            name = "PostgreSQL"
        else:
            cursor.execute(
                "SELECT sqlite_version(), page_count * page_size "
                "FROM pragma_page_count(), pragma_page_size()"
            )
            version, size = cursor.fetchone()
            name = "SQLite"
    took = (time.perf_counter() - began) * 1000
    words = _("%(name)s %(version)s, %(size)s MB, answers in %(took)s ms") % {
        "name": name, "version": version, "size": f"{size / MIB:,.1f}", "took": f"{took:.1f}",
    }  # fmt: skip
    return Sign(_("Database"), "good", words)


def _jobs() -> Sign:
    now = clock.now()
    waiting = Job.objects.filter(done_at=None, dead_at=None, run_at__lte=now)
    dead = Job.objects.filter(done_at=None).exclude(dead_at=None).count()
    first = waiting.order_by("run_at").first()
    late = int((now - first.run_at).total_seconds() // 60) if first else 0
    words = _("nothing is waiting")
    if first:
        words = _("%(waiting)s waiting, the longest for %(late)s minutes") % {
            "waiting": waiting.count(), "late": late,
        }  # fmt: skip
    if dead:
        words = _("%(words)s; %(dead)s given up") % {"words": words, "dead": dead}
    return Sign(
        _("Work in the background"), "none" if dead else "short" if late > LATE else "good", words
    )


def _live() -> Sign:
    last = LiveEvent.objects.order_by("-id").first()
    if last is None:
        return Sign(_("Live screens"), "soft", _("nothing was announced yet"))
    minutes = int((clock.now() - last.at).total_seconds() // 60)
    words = ngettext(
        "the last announcement was %(minutes)s minute ago",
        "the last announcement was %(minutes)s minutes ago",
        minutes,
    )
    words %= {"minutes": minutes}
    return Sign(_("Live screens"), "good", words)


def _audit() -> Sign:
    last = last_verification()
    if last is None:
        return Sign(_("Audit"), "short", _("never verified"), "audit:verify")
    days = (clock.now() - last.at).days
    if not last.detail.get("intact"):
        return Sign(_("Audit"), "none", last.subject, "audit:verify")
    ago = ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    when = ago if days else _("in the last day")
    words = _("verified %(when)s: %(found)s") % {"when": when, "found": last.subject}
    return Sign(_("Audit"), "short" if days > OLD_DAYS else "good", words, "audit:verify")


def _disk() -> Sign:
    folder = Path(settings.DATA_FOLDER)
    there = next(each for each in (folder, *folder.parents) if each.exists())
    usage = shutil.disk_usage(there)
    words = _("%(free)s GB free of %(total)s GB") % {
        "free": f"{usage.free / GIB:,.1f}", "total": f"{usage.total / GIB:,.1f}",
    }  # fmt: skip
    return Sign(_("Disk"), "none" if usage.free < usage.total * LITTLE_LEFT else "good", words)


def _software() -> Sign:
    words = f"{software()}, Django {django.get_version()}, Python {platform.python_version()}"
    return Sign(_("Software"), "soft", words)


def _doctrine() -> Sign:
    return Sign(_("Doctrine"), "soft", rulebook().digest, "requirements:criteria")
