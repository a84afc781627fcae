"""A programme's data checked against the schema by pydantic, with errors a person can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from doccheck.programme.schema import Programme, Row

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_REASONS = {
    "missing": "缺少必需的键",
    "unexpected_keyword_argument": "没有这个键（写错了名字？）",
    "extra_forbidden": "没有这个键（写错了名字？）",
    "enum": "取值不在允许范围",
    "literal_error": "取值不在允许范围",
    "union_tag_invalid": "kind 不是已知的种类",
    "union_tag_not_found": "缺少 kind",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "dataclass_type": "应为“键: 值”的形式",
    "dict_type": "应为“键: 值”的形式",
}


def validate(data: dict[str, Any]) -> list[str]:
    """One Chinese line for each slip in a programme's merged data: the row's id, the key, and what is wrong with it."""
    from pydantic import Field, TypeAdapter, ValidationError

    head = {key: value for key, value in data.items() if key != "rows"}
    errors: list[ErrorDetails] = []
    try:
        TypeAdapter(Programme).validate_python({**head, "rows": []})
    except ValidationError as error:
        errors += error.errors()
    try:
        rows: Any = TypeAdapter(list[Annotated[Row, Field(discriminator="kind")]])
        rows.validate_python(data.get("rows"))
    except ValidationError as error:
        errors += [{**problem, "loc": ("rows", *problem["loc"])} for problem in error.errors()]
    return _problems(errors, data)


def _problems(errors: list[ErrorDetails], data: dict[str, Any]) -> list[str]:
    lines = []
    rows = data.get("rows") or []
    for problem in errors:
        place = list(problem["loc"])
        where = "文件开头"
        if len(place) >= 2 and place[0] == "rows" and isinstance(place[1], int):
            row = rows[place[1]]
            where = str(row.get("id", f"第 {place[1] + 1} 条")) if isinstance(row, dict) else f"第 {place[1] + 1} 条"
            kind = row.get("kind") if isinstance(row, dict) else None
            place = [p for p in place[2:] if p != kind or p == place[-1] != kind]
        lines.append(f"{where}：{slip(problem, place)}")
    return lines


def slip(problem: ErrorDetails, place: Sequence[int | str]) -> str:
    """What is wrong with the key at ``place``, in one Chinese clause; numbers of list items count from 1."""
    key = ".".join(str(p + 1) if isinstance(p, int) else str(p) for p in place) or "kind"
    reason = _REASONS.get(problem["type"], problem["msg"])
    allowed = (problem.get("ctx") or {}).get("expected") or (problem.get("ctx") or {}).get("expected_tags")
    given = problem.get("input")
    tail = f"，应为 {allowed}" if allowed else ""
    shown = f"（写的是 {given!r}）" if isinstance(given, str | int | float | bool) else ""
    return f"{key} {reason}{tail}{shown}"
