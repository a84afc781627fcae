"""How people shorten the name of a unit: 松溉职院, 茶山纺机, 精化所, 附三院, 水环境所."""

from __future__ import annotations

import re

from doccheck.language.patterns import lazy

KIND = lazy(r"(?:公司|大学|学院|[院所校厂会社站]|中心|医院|实验室|联盟|集团)$")
_KIND_SPELLED = lazy(r"(?:大学|学院|研究[院所]|设计院|医院|实验室|中心|集团)$")
_ATTACHED = lazy(r"附属?第?([一二三四五六七八九])医?院")


def core(name: str, head: str) -> bool:
    """Whether ``head`` stands where a name's own words begin: first, or after the place (重庆, 江苏省)."""
    at = name.find(head)
    if at == 0:
        place = head[-1] in "省市区县" or name[len(head) : len(head) + 1] in tuple("省市区县")  # 两江新 of 两江新区
        return len(head) > 2 and not place
    return at in (2, 3) or (at > 0 and name[at - 1] in "省市区县")


def shortens(short: str, name: str) -> bool:
    """Whether ``short`` keeps signs of ``name`` in their order, its own words first (松溉职院, 渝川理工)."""
    at = name.find(short[:2])
    if not 2 <= len(short) < len(name) or not (at == 0 or core(name, short[:2])):
        return False
    rest = iter(name[at + 2 :])
    return all(sign in rest for sign in short[2:])


def _begins(short: str, name: str) -> bool:
    """Whether ``short`` has a name's own first words, and but for one all of its signs (茶山纺机 for 茶山纺织装备)."""
    return len(short) >= 4 and core(name, short[:2]) and sum(sign in name for sign in short) >= len(short) - 1


def _initials(short: str, name: str) -> bool:
    """Whether ``short`` is a sign of each of a name's own words and its last one (精化所 for 精细化学品研究所)."""
    if len(short) != 3 or short[-1] not in "所院校厂社站" or name[-1] != short[-1]:
        return False
    at = name.find(short[0])
    inner = name.find(short[1], at + 1)
    return at >= 0 and (at == 0 or name[at - 1] in "省市区县" or at == 2) and inner > at


def _attached(short: str, name: str) -> bool:
    """Whether ``short`` is what people call an attached hospital (附三院, 附属三院, 附属医院)."""
    found = _ATTACHED.fullmatch(short)
    return found is not None and re.search(f"附属(?:第?{found[1]})医院$", name) is not None


def _ends(short: str, name: str) -> bool:
    """Whether ``short`` keeps the kind of unit and signs before it in their order (研究院, 水环境所, 轻工大学)."""
    if not 3 <= len(short) < len(name) or not KIND.search(short):
        return False
    if name.endswith(short):
        return True
    at = name.find(short[:2])
    if at < 0:  # 智造研究院 for 西部智能制造研究院: every sign before the kind, in their order
        kind = _KIND_SPELLED.search(short)
        rest = iter(name[: -len(kind[0])] if kind and name.endswith(kind[0]) else "")
        return kind is not None and kind.start() > 1 and all(sign in rest for sign in short[: kind.start()])
    rest = iter(name[at + 2 :])
    return all(sign in rest for sign in short[2:]) and KIND.search(name) is not None


WAYS = (shortens, _ends, _begins, _attached, _initials)
"""The ways to shorten a name, the plainest first."""
