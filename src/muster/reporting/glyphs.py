"""Shapes that stand beside a grade's word and colour, as a drawing and as a character."""

from muster.reporting.document import Cell, Shape

GLYPHS: dict[Shape, str] = {"": "", "tick": "✓ ", "half": "◐ ", "cross": "✗ ", "ring": "○ "}
# Each is told from the others by its outline alone: a disc, a half disc, a square, a broken ring.
MARKS: dict[Shape, str] = {
    "": "",
    "tick": '<circle cx="8" cy="8" r="7.5" fill="currentColor"/>'
    '<path class="cut" d="M4.5 8.2 7 10.7 11.5 5.6"/>',
    "half": '<circle cx="8" cy="8" r="6.75" class="edge"/>'
    '<path d="M8 1.25a6.75 6.75 0 0 0 0 13.5z" fill="currentColor"/>',
    "cross": '<rect x=".75" y=".75" width="14.5" height="14.5" rx="2" fill="currentColor"/>'
    '<path class="cut" d="M5 5l6 6M11 5l-6 6"/>',
    "ring": '<circle cx="8" cy="8" r="6.75" class="edge broken"/>',
}


def cell_text(cell: Cell) -> str:
    """Return a cell as characters: its shape, its words and its notes' numbers."""
    marks = f" [{', '.join(map(str, cell.marks))}]" if cell.marks else ""
    return f"{GLYPHS[cell.shape]}{cell.text}{marks}"


def shape_svg(shape: Shape) -> str:
    """Return a shape as a drawing that only decorates the words beside it; empty for none."""
    if not shape:
        return ""
    return f'<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">{MARKS[shape]}</svg>'
