"""What keeps the database itself from changing or removing what was declared of a tour.

A contact alone may be sealed anew, under a new key, for the same declaration.
"""

from muster.web.guarding import Guard

DECLARED = "declarations are append-only: correct one by a later declaration"
GUARDS = (
    Guard("tours_tourpattern", "tour_pattern"),
    Guard("tours_declaration", "declaration", DECLARED, (("id",), ("force", "token"))),
    Guard(
        "tours_nominatedcommander",
        "nominated",
        DECLARED,
        (("id",), ("declaration_id", "officer")),
    ),
    Guard(
        "tours_declaredvehicle",
        "declared_vehicle",
        DECLARED,
        (("id",), ("declaration_id", "vehicle")),
    ),
    Guard(
        "tours_declaredfigure",
        "declared_figure",
        DECLARED,
        (("id",), ("declaration_id", "unit", "within")),
    ),
    Guard(
        "tours_sealedcontact",
        "sealed_contact",
        "contacts are append-only: only the seal of one is renewed",
        (("declaration_id",),),
        fixed=("declaration_id",),
    ),
)
