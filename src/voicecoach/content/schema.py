"""The format of a level file for editors: JSON Schema, generated from the model.

An editor that knows it completes keys, shows what each is for, and marks what
is wrong while one types. It knows keys, kinds and limits; what concerns several
keys at once is left to ``voicecoach check``.
"""

from __future__ import annotations

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema

from voicecoach.content.model import Level

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def level_schema() -> dict[str, object]:
    """Return the JSON Schema of a level file, draft 2020-12."""
    made: dict[str, object] = {"$schema": DIALECT}
    made |= Level.model_json_schema(schema_generator=_Plain)
    return made | {"title": "A level of a voicecoach programme"}


class _Plain(GenerateJsonSchema):
    """Leaves out what helps nobody who types: titles made of keys, defaults that are empty."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        made = super().generate(schema, mode)
        for part in [made, *made.get("$defs", {}).values()]:
            for field in part.get("properties", {}).values():
                field.pop("title", None)
                if field.get("default") in ([], "", None, ()):
                    field.pop("default", None)
        return made
