"""Data requests, the questions in them and the answers."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from muster.exchange import Answer
from muster.web.api.contracts.base import WITHOUT_NOUGHT, Given, Name, Number, Page, Part, Words

Long = Annotated[str, StringConstraints(min_length=1, max_length=20000, pattern=WITHOUT_NOUGHT)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=WITHOUT_NOUGHT)]
About = Annotated[str, StringConstraints(max_length=2000, pattern=WITHOUT_NOUGHT)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00\r\n]*$")]


class Tally(Part):
    """How the questions to one force stand."""

    force: str
    open: int
    answered: int
    overdue: int


class RequestPart(Part):
    """One data request, with the forces that this token may read about."""

    number: int
    reference: str
    title: str
    about: str
    opens_at: datetime
    closes_at: datetime
    made_by: str
    forces: list[Tally]


class RequestsAnswer(Page):
    """The requests that a token may read, those that close first above."""

    schema_: Literal["muster.requests/1"] = Field("muster.requests/1", alias="schema")
    items: list[RequestPart]


class RequestAnswer(Answer):
    """One request."""

    schema_: Literal["muster.data-request/1"] = Field("muster.data-request/1", alias="schema")
    request: RequestPart


class EvidencePart(Part):
    """What an answer rests on: a document or a file by number and digest, a cell, or words.

    A file attached is named in `words`; its bytes are handed over by its page alone.
    """

    kind: Literal["document", "cell", "note", "file"]
    document: int | None
    sha256: str
    cell: str
    words: str


class GivenAnswer(Part):
    """One answer; `given` is false for a draft, which the force alone sees."""

    number: int
    text: str
    given: bool
    by: str
    at: datetime
    evidence: list[EvidencePart]


class QuestionPart(Part):
    """One question to one force, how it stands, and its answers, the latest last."""

    number: int
    force: str
    criterion: str
    text: str
    asked_by: str
    asked_at: datetime
    standing: Literal["open", "answered", "overdue", "withdrawn", "early"]
    answers: list[GivenAnswer]
    draft: GivenAnswer | None


class QuestionsAnswer(Page):
    """The questions of a request to one force, by number."""

    schema_: Literal["muster.questions/1"] = Field("muster.questions/1", alias="schema")
    items: list[QuestionPart]


class QuestionAnswer(Answer):
    """One question as it now stands."""

    schema_: Literal["muster.question/1"] = Field("muster.question/1", alias="schema")
    question: QuestionPart


class Opening(Given):
    """A request under a reference that an appointment of the inspector names."""

    reference: Name = Field(min_length=1)
    title: Title
    about: About = ""
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    forces: list[Name] = Field(min_length=1, max_length=100)


class Asking(Given):
    """A question about a criterion: to the force of the address, or to every force asked."""

    criterion: Name = Field(min_length=1)
    text: Words = Field(min_length=1)
    everybody: bool = False


class Answering(Given):
    """An answer and what it rests on: documents of the force, the question's cell, words, files.

    `files` are numbers of documents in the evidence of the draft, or of the answer before.
    """

    text: Long
    given: bool = True
    documents: list[Number] = Field(default_factory=list, max_length=12)
    files: list[Number] = Field(default_factory=list, max_length=50)
    cell: bool = False
    notes: list[Note] = Field(default_factory=list, max_length=10)
