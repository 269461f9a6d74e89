"""Reads of declarations and tour times, each as known at an instant."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import QuerySet

from muster.policing import clock as minutes
from muster.web.tours.models import Declaration, SealedContact, TourPattern
from muster.web.tours.times import TourTime, read_starts, tour_at

LISTED = ("commanders", "vehicles", "figures")


def starts_of(force: str, known: datetime) -> tuple[int, ...]:
    """Return the minutes of the day at which a force's tours start, as known at an instant."""
    last = TourPattern.objects.filter(force=force, recorded_at__lte=known).last()
    return read_starts(last.starts if last else settings.TOUR_STARTS)


def tour_of(force: str, at: int, known: datetime) -> TourTime:
    """Return the tour of a force that a UTC minute falls in."""
    return tour_at(at, starts_of(force, known))


def known_declarations(force: str, known: datetime) -> QuerySet[Declaration]:
    """Return what a force had declared by an instant, the latest last."""
    return Declaration.objects.filter(force=force, declared_at__lte=known)


def declaration_at(force: str, at: int, known: datetime) -> Declaration | None:
    """Return the latest declaration of the tour that a UTC minute falls in, or None."""
    instant = as_instant(at)
    holding = known_declarations(force, known).filter(tour_start__lte=instant, tour_end__gt=instant)
    return holding.prefetch_related(*LISTED).last()


def last_declaration(force: str, known: datetime) -> Declaration | None:
    """Return what a force declared last, which the next declaration starts from; or None."""
    return known_declarations(force, known).prefetch_related(*LISTED).last()


def standing_declarations(
    force: str, start: datetime, until: datetime | None, known: datetime
) -> list[Declaration]:
    """Return the latest declaration of each tour that ends after `start` and begins by `until`."""
    found = known_declarations(force, known).filter(tour_end__gt=start)
    if until is not None:
        found = found.filter(tour_start__lt=until)
    by_tour = {each.tour_start: each for each in found.prefetch_related("vehicles")}
    return [by_tour[tour] for tour in sorted(by_tour)]


def contact_known_for(force: str, officer: str, known: datetime) -> SealedContact | None:
    """Return the last contact a force declared for an officer of this name, or None."""
    held = SealedContact.objects.filter(
        declaration__force=force,
        declaration__declared_at__lte=known,
        declaration__on_call_officer__iexact=officer.strip(),
    )
    return held.order_by("declaration__declared_at", "declaration_id").last()


def officers_with_contacts(force: str, known: datetime) -> list[str]:
    """Return the names of senior officers whose contact a force holds."""
    held = known_declarations(force, known).filter(contact__isnull=False)
    return list(held.order_by().values_list("on_call_officer", flat=True).distinct())


def as_instant(minute: int) -> datetime:
    """Return a UTC minute as an aware instant in UTC, as rows are compared."""
    return minutes.instant_of(minute).astimezone(UTC)


def time_of(declaration: Declaration) -> TourTime:
    """Return the tour that a declaration is of."""
    start, end = declaration.tour_start, declaration.tour_end
    return TourTime(minutes.minute_of(start), minutes.minute_of(end))
