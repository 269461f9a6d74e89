"""What keeps the database itself from changing or removing what was asked and answered."""

from muster.web.guarding import Guard

ASKED = "questions and answers are append-only: withdraw a question, or answer it again"
GUARDS = (
    Guard("inspections_datarequest", "data_request", ASKED, (("id",), ("reference",))),
    Guard(
        "inspections_requestedforce",
        "requested_force",
        ASKED,
        (("id",), ("data_request_id", "force")),
    ),
    Guard(
        "inspections_question",
        "question",
        ASKED,
        (("id",), ("data_request_id", "force", "number"), ("force", "token")),
    ),
    Guard("inspections_withdrawal", "question_withdrawal", ASKED, (("question_id",),)),
    Guard("inspections_answer", "answer", ASKED, (("id",), ("question_id", "token"))),
    Guard("inspections_evidence", "evidence", ASKED),
)
