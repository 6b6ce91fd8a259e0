"""JSON Schemas of a book's files, by which an editor explains, proposes and checks while one types.

The dialect is draft-07 with the words that the YAML language server knows beyond it:
`enumDescriptions`, `errorMessage` and `patternErrorMessage`.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from claimbook.core.load import read_book, read_text
from claimbook.core.records.editions import ORIGINAL, SINGLE
from claimbook.core.records.fields import field_docs
from claimbook.core.records.models import KINDS, singular
from claimbook.core.records.reading import MODELS, PEOPLE
from claimbook.core.records.texts import TRANSLATED, places_of_texts
from claimbook.core.records.values import LONGEST_TEXT, ListedIn, Record, Ref
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.rules import RULES, check_data
from claimbook.core.text.files import listing
from claimbook.core.text.problems import DatasetError

DIALECT = "http://json-schema.org/draft-07/schema#"
FOLDER = "data/schema"
"""Where a book keeps its schemas."""

VOCABULARY = "data/vocabulary.yml"

NOTHING = "Nothing, as if the field were left out."
"""What an editor says of the value null in a closed list."""

SCHEMAS: dict[str, type[Record]] = {
    f"{FOLDER}/{singular(kind)}.json": model for kind, model in MODELS.items()
}
"""The model of each schema, by the schema's path from the book's folder."""


TRANSLATIONS: dict[str, type[Record]] = {
    **{kind: KINDS[kind].model for kind in TRANSLATED},
    **{kind: MODELS[kind] for kind in SINGLE},
}
"""The model of what each kind of translation translates."""


def translation_schema(kind: str) -> str:
    """The path of the schema of a kind's translations."""
    return f"{FOLDER}/translation/{singular(kind)}.json"


def schemas_of(root: Path) -> dict[str, str]:
    """The schemas of the book in a folder, by their path from it."""
    reading = read_book(root)
    if reading.vocabulary is None:
        found = [one for one in check_data(reading) if one.place.path == VOCABULARY]
        raise DatasetError(found, reading.text)
    return schemas(reading.vocabulary, has_editions=bool(reading.tags))


def stale(root: Path, made: Mapping[str, str]) -> list[str]:
    """The paths of schemas that are missing from a book's folder or stand there otherwise."""
    files = listing(root)
    return [
        path
        for path, text in made.items()
        if path not in files.sizes or read_text(files, path) != text
    ]


def schemas(vocabulary: Vocabulary, *, has_editions: bool = False) -> dict[str, str]:
    """The schema of every kind of file as JSON text, by its path from the book's folder.

    Args:
        vocabulary: the closed lists of the book.
        has_editions: whether there are translations, which have schemas of their own.
    """
    made = {path: schema_for(model, vocabulary) for path, model in SCHEMAS.items()}
    if has_editions:
        for kind, model in TRANSLATIONS.items():
            made[translation_schema(kind)] = schema_of_translation(model)
    return {
        path: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for path, schema in made.items()
    }


def schema_of_translation(model: type[Record]) -> dict[str, Any]:
    """The schema of a kind's translations: the paths of its texts, each with what it is for."""
    properties: dict[str, Any] = {
        ORIGINAL: {
            "type": ["string", "integer"],
            "description": "The version of the original, as `claimbook translations` gives it.",
        }
    }
    patterns: dict[str, Any] = {}
    for place in places_of_texts(model):
        text: dict[str, Any] = {"type": ["string", "null"], "maxLength": LONGEST_TEXT}
        if place.is_list:
            text = {"type": ["array", "null"], "items": {"type": "string"}}
        text["description"] = place.about
        if place.pattern == re.escape(place.path):
            properties[place.path] = text
        else:
            patterns[f"^{place.pattern}$"] = text
    return {
        "$schema": DIALECT,
        "title": f"Translation of a {singular_of(model)}",
        "description": "Texts in another language, by their paths in the original.",
        "type": "object",
        "properties": properties,
        "patternProperties": patterns,
        "additionalProperties": False,
    }


def singular_of(model: type[Record]) -> str:
    """What one record of a model is called."""
    return next(singular(kind) for kind, one in TRANSLATIONS.items() if one is model)


def schema_for(model: type[Record], vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of the files of one kind."""
    finished: dict[str, Any] = _finished(_marked(model), vocabulary)
    return finished


@cache
def _marked(model: type[Record]) -> dict[str, Any]:
    """The schema of a model, in which marks stand for what depends on a book."""
    made = model.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_ForEditors
    )
    definitions = made.pop("$defs", {})
    whole = {"$schema": DIALECT, **made}
    if definitions:
        whole["definitions"] = definitions
    return whole


class _ForEditors(GenerateJsonSchema):
    """Makes schemas of models with what readers of the data would say of them."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:  # noqa: ARG002 - pydantic's
        """Leave a schema in the order of the models."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """Never set a title: one made of the field's name says nothing new."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        """Leave out the default, which an editor would write into the file."""
        return self.generate_inner(schema["schema"])

    def literal_schema(self, schema: core_schema.LiteralSchema) -> dict[str, Any]:
        """Make a list of words, even of a single one."""
        return {"type": "string", "enum": [*schema["expected"]]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        """Make one schema of two types, where pydantic makes two schemas."""
        return _either([self.generate_inner(schema["schema"]), {"type": "null"}])

    def union_schema(self, schema: core_schema.UnionSchema) -> dict[str, Any]:
        """Make one schema of several types, where pydantic makes several schemas."""
        options = [one[0] if isinstance(one, tuple) else one for one in schema["choices"]]
        return _either([self.generate_inner(one) for one in options])

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """Add the documentation of the fields, and what rules say about the model."""
        made = super().model_schema(schema)
        model: type[Record] = schema["cls"]
        docs = field_docs(model)
        rules = [
            rule.schema[model.__name__] for rule in RULES.values() if model.__name__ in rule.schema
        ]
        properties = {
            name: {"description": docs[name], **field} for name, field in made["properties"].items()
        }
        return {
            "title": re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize(),
            "description": " ".join(made["description"].split()),
            "type": "object",
            "properties": properties,
            **{name: made[name] for name in ("required", "additionalProperties") if name in made},
            **({"allOf": rules} if rules else {}),
        }


def _either(options: list[dict[str, Any]]) -> dict[str, Any]:
    """A schema for values of which one of several schemas holds, all of different types."""
    if not all("type" in option for option in options):
        return {"anyOf": options}
    types = [option["type"] for option in options]
    flat = [one for given in types for one in (given if isinstance(given, list) else [given])]
    joined = {"type": flat}
    for option in options:
        joined = option | joined
    if "enum" in joined and "null" in flat:
        joined["enum"] = [*joined["enum"], None]
    return joined


def _finished(node: Any, vocabulary: Vocabulary) -> Any:
    """A schema in which marks have become what an editor understands."""
    if isinstance(node, list):
        return [_finished(item, vocabulary) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: _finished(item, vocabulary) for name, item in node.items()}
    if (kind := made.pop(Ref.keyword, None)) is not None:
        folder = KINDS[kind].folder
        told = f"The id of a record in {folder}/, which is the name of its file."
        made["description"] = f"{made.get('description', '')} {told}".strip()
    name = made.pop(ListedIn.keyword, None)
    if name == PEOPLE:
        told = f"One of those listed under `{PEOPLE}` in data/book.yml."
        made["description"] = f"{made.get('description', '')} {told}".strip()
    elif name is not None:
        usable = re.compile(made.get("pattern", ""))
        entries = [entry for entry in getattr(vocabulary, name) if usable.search(entry.id)]
        listed = {entry.id: entry.definition for entry in entries} | (
            {None: NOTHING} if "null" in made["type"] else {}
        )
        kept = {word: made[word] for word in ("description", "type") if word in made}
        return kept | {"enum": [*listed], "enumDescriptions": [*listed.values()]}
    return made
