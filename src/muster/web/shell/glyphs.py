"""Small drawings: the shapes that tell grades apart, and the signs beside words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Each grade is told from the others by its outline alone: disc, half disc, square, broken ring.
SHAPES = {
    "tick": '<circle cx="8" cy="8" r="7.5" fill="currentColor"/>'
    '<path class="cut" d="M4.5 8.2 7 10.7 11.5 5.6"/>',
    "half": '<circle cx="8" cy="8" r="6.75" class="edge"/>'
    '<path d="M8 1.25a6.75 6.75 0 0 0 0 13.5z" fill="currentColor"/>',
    "cross": '<rect x=".75" y=".75" width="14.5" height="14.5" rx="2" fill="currentColor"/>'
    '<path class="cut" d="M5 5l6 6M11 5l-6 6"/>',
    "ring": '<circle cx="8" cy="8" r="6.75" class="edge broken"/>',
}
LINE = (
    '<g fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
    'stroke-linejoin="round">{}</g>'
)
ICONS = {
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.75 12.75 4.5 4.5"/>',
    "warning": '<path d="M10 2.75 18 16.5H2z"/><path d="M10 8v4M10 14.4v.1"/>',
    "done": '<circle cx="10" cy="10" r="7.5"/><path d="m6.5 10.25 2.5 2.5 4.5-5"/>',
    "told": '<circle cx="10" cy="10" r="7.5"/><path d="M10 9v5M10 6.1v.1"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "upload": '<path d="M10 13.5V3.5M6 7l4-4 4 4M3 13v3.5h14V13"/>',
    "tray": '<path d="M2.5 11.5 5 4h10l2.5 7.5v5h-15zM2.5 11.5H7l1 2h4l1-2h4.5"/>',
    "download": '<path d="M10 3v10M6 9.5l4 4 4-4M3 14v2.5h14V14"/>',
    "arrow": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "calendar": '<path d="M3 5h14v12H3zM3 8.5h14M6.5 3v3.5M13.5 3v3.5"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM6.75 9V6a3.25 3.25 0 0 1 6.5 0v3"/>',
}
MARK = (
    '<circle cx="12" cy="4.4" r="3.1" fill="#8fc6f1"/>'
    '<g fill="currentColor"><circle cx="7.6" cy="12" r="3.1"/><circle cx="16.4" cy="12" r="3.1"/>'
    '<circle cx="3.4" cy="19.6" r="3.1"/><circle cx="12" cy="19.6" r="3.1"/>'
    '<circle cx="20.6" cy="19.6" r="3.1"/></g>'
)


def shape_svg(shape: str) -> SafeString:
    """Return a grade's shape, which only decorates the word beside it; empty for none."""
    if shape not in SHAPES:
        return mark_safe("")
    return format_html(
        '<svg class="m-shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        mark_safe(SHAPES[shape]),  # noqa: S308 - our own drawing
    )


def icon_svg(name: str) -> SafeString:
    """Return a sign of 20 by 20 that only decorates the words beside it."""
    return format_html(
        '<svg class="m-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(LINE.format(ICONS[name])),  # noqa: S308 - our own drawing
    )


def mark_svg() -> SafeString:
    """Return Muster's mark: one, two, three, falling in."""
    return format_html(
        '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(MARK),  # noqa: S308 - our own drawing
    )
