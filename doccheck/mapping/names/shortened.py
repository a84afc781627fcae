"""Which of a list's names are short ones whose full names other papers have: 南京柔枢, 苏中康复院, 茶叶协会."""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.language.patterns import lazy
from doccheck.mapping.names.relation import Link, link
from doccheck.mapping.names.written import legal_form, normal, split_place, unit_kind
from doccheck.programme.schema import UnitKind

_PLACE_SIGN = lazy(r"(?<=[\u4e00-\u9fff]{2})[省市区县](?=[\u4e00-\u9fff]{3})")
_KINDS = ("医院", "协会", "学会", "商会", "促进会", "中心", "研究院", "研究所", "院", "所", "会")
"""Last words by which a short name keeps its kind; universities are too many and too alike for that."""
_LEAST = 3


def full_names(names: Sequence[str], written: Sequence[str]) -> dict[str, str]:
    """For each short name of a list the one full name that it can only mean.

    ``written`` are all names of the submission. A full name answers one short name only, and none that stands in the
    list itself beside a longer one.
    """
    whole = [name for name in dict.fromkeys((*names, *written)) if _is_whole(name)]
    found: dict[str, str] = {}
    for name in names:
        if legal_form(name) not in _BRIEF or unit_kind(name) == UnitKind.UNIVERSITY:
            continue
        longer = [other for other in whole if len(normal(other)) > len(normal(name)) and _means(name, other)]
        units = {normal(other) for other in longer}
        if len(units) == 1:
            found[name] = longer[0]
    answers = [normal(full) for full in found.values()]
    return {short: full for short, full in found.items() if answers.count(normal(full)) == 1}


_BRIEF = ("", "公司")


def _is_whole(name: str) -> bool:
    """Whether the name has the ending of a full one."""
    return legal_form(name) not in _BRIEF or unit_kind(name) != UnitKind.OTHER or name.endswith("医院")


def _means(short: str, full: str) -> bool:
    """Whether a short name can mean a full one: as every reader knows it, or by its signs and its kind."""
    if link(short, full) == Link.SHORT:
        return True
    one, two = normal(short), normal(full)
    if legal_form(two) or len(one) < _LEAST:
        return False
    if _PLACE_SIGN.sub("", one) == _PLACE_SIGN.sub("", two):
        return True  # 吴陵人民医院 for 吴陵市人民医院
    kind = next((kind for kind in _KINDS if one.endswith(kind) and two.endswith(kind)), "")
    if not kind or one.endswith("学院") or two.endswith("学院"):
        return False
    if split_place(one)[0] and one[:2] != two[:2]:
        return False  # 服务方江苏省缝纫机械商会 is no fuller name of 江苏省缝纫机械商会
    return _in_order(one[: len(one) - len(kind)], two[: len(two) - len(kind)])


def _in_order(signs: str, name: str) -> bool:
    rest = iter(name)
    return len(signs) > 1 and all(sign in rest for sign in signs)
