"""What every contract shares."""

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from muster.policing import clock


class Record(BaseModel):
    """A frozen value with no keys but its own, read from Muster's values by name."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", from_attributes=True, populate_by_name=True
    )


class Answer(Record):
    """A whole answer, which names its schema and version."""

    def to_json(self) -> str:
        """Return the answer as JSON, indented, with keys as the contract spells them."""
        return self.model_dump_json(by_alias=True, indent=2)


class InputRecord(Record):
    """One file that was read, by name, SHA-256 and bytes."""

    name: str
    sha256: str
    size: int


class ProvenanceRecord(Record):
    """What an answer was made from: the inputs, the digest of doctrine, the software."""

    inputs: list[InputRecord] = []
    doctrine: str = ""
    software: str = ""


def schema_field(name: str) -> Any:
    """Return the field that holds a contract's name, spelt `schema`."""
    return Field(default=name, alias="schema")


def instant(minute: int) -> AwareDatetime:
    """Return a UTC minute as an instant with its UK offset."""
    return clock.instant_of(minute)
