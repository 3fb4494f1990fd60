"""A mapping in a level file, and how it turns into a value of the core."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A mapping in a level file; every key of it is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    core: ClassVar[type]
    """What it turns into."""

    def value(self) -> Any:  # noqa: ANN401 - the core's type of the subclass
        """Return the core's value; fields that the file leaves out keep the core's default."""
        given = {name: plain(getattr(self, name)) for name in self.model_fields_set}
        return self.core(**given)


def plain(field: object) -> object:
    """Return the core's value of ``field``, or ``field`` itself where it is one already."""
    if isinstance(field, Part):
        return field.value()
    return tuple(map(plain, field)) if isinstance(field, tuple) else field
