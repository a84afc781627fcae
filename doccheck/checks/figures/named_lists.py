"""N002: so many of something said, and another number of them named; a council's seats dealt out to its parties.

“设3处验证点，分别设在镇江、徐州、无锡和南京”; “11名委员，甲方委派3名，乙方、丙方、丁方各1名”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import number, part_name
from doccheck.checks.registry import check, finding
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_NUMBER = r"(?P<n>[两二三四五六七八九]|十[一二三四五]?|\d{1,2})"
_LISTED = lazy(
    rf"(?:[\u4e00-\u9fff]{{2,8}})?(?<![\d.第约近余多每上前]){_NUMBER}\s?"
    r"(?:个|处|支|座|条|大类?|类)(?!百分点|工作日|月)[^,，。;；:：\d、()（）]{0,10}?[,，]\s?"
    r"(?:即|分别(?:设在|设于|位于|布设在|布置在|落在|坐落于|在|是|为)|依次(?:是|为))"
    r"(?P<names>[^,，。;；:：()（）\d]{2,16}?、[^,，。;；:：()（）\d]{2,90})(?=[,，。;；]|$)"
)
_NAME = r"[“\"][^“”\"。]{2,40}[”\"](?:\([^()]{1,40}\))?"
_QUOTED = lazy(
    rf"(?<![\d.第约近余多每上前])(?P<n>[两二三四五六七八九]|十[一二三四五]?|\d{{1,2}})\s?(?:个|项|条|大类?|类)"
    rf"(?!百分点|工作日|月)[^,，。;；:：\d、()“”]{{0,10}}?(?:[:：]|[,，]\s?(?:即|分别(?:是|为)|依次(?:是|为)))\s?"
    rf"(?P<names>{_NAME}(?:[、，,；;和及与]{{1,2}}{_NAME})+)(?=[,，。;；]|$)"
)
"""So many and each named in quotation marks: 课题6项，分别为“柔性拆解”（甲牵头）、“梯次利用”（乙牵头）…."""
_LAST = lazy(r"[和与及]")
_OPEN = lazy(r"等|其[他它余]|之一|以及其|各|若干")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_LONGEST = 14
"""Signs of a name in such a list; more is a clause."""

_COUNCIL = lazy(
    r"(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})\s?(?:名|位|人)?(?:委员|理事|董事|成员|代表|席)(?:共同)?(?:组成|构成)?[,，:：]"
)
_SEATS = lazy(
    r"(?:其中|由|[,，、和及与])*(?P<who>[^,，。;；:：\d]{1,60}?)(?P<each>各自?)?(?:委派|推荐|委任|指派|选派|推举|推选|派出|派|出|占)"
    r"(?P<n>[一二两三四五六七八九]|\d{1,2})\s?(?:名|位|人|席|个席位)(?:委员|理事|董事|代表)?(?:[,，;；]|$)"
)
_SOMEBODY = lazy(r"其[他它余]|各方|各成员|每|余下|剩余|等|社会|外部|独立|家")


@check("N002")
def named_lists(mapped: MappedSubmission) -> Iterator[Finding]:
    """Names of which there are more or fewer than the sentence says, and seats that do not make their council."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for paragraph in part.passage.paragraphs():
            if paragraph.toc or "、" not in paragraph.text:
                continue
            for said, counted, unlike in (*misnamed(paragraph.text), *misdealt(paragraph.text)):
                place = part_name(mapped, part.id, part.document)
                listed = "所列名称为" if unlike else "各方名额之和为"
                yield finding(
                    "N002",
                    None,
                    f"{place}称总数为 {number(said)}，{listed} {number(counted[0])}（{counted[1]}），两者不符。",
                    "请核对总数和所列各项，使两处一致。",
                    Evidence(part.document, counted[2], paragraph.location),
                    confidence=0.85,
                )


Found = tuple[float, tuple[float, str, str], bool]


def misnamed(text: str) -> Iterator[Found]:
    """Lists of names that are one more or one fewer than the number before them says."""
    plain = narrow(text)
    for match in _QUOTED.finditer(plain) if "“" in text or '"' in text else ():
        count, said = len(re.findall(_NAME, match["names"])), _value(match["n"])
        if abs(said - count) == 1:
            yield said, (count, match["names"], text[match.start() : match.end()]), True
    if "即" not in text and "分别" not in text and "依次" not in text:
        return
    for match in _LISTED.finditer(plain):
        names = match["names"].split("、")
        said = _value(match["n"])
        if _OPEN.search(match["names"]) or max(map(len, names)) > _LONGEST:
            continue
        counts = _counts(names)
        if said not in counts and min(abs(said - count) for count in counts) == 1:
            yield said, (max(counts), match["names"], text[match.start() : match.end()]), True


def _counts(names: list[str]) -> set[int]:
    """How many a list may name: 和 in its last name parts two that are like the others, else maybe."""
    sides = _LAST.split(names[-1])
    if len(sides) != 2 or not all(sides):
        return {len(names)}
    alike = {len(name) for name in names[:-1]} >= {len(side) for side in sides}
    return {len(names) + 1} if alike else {len(names), len(names) + 1}


def misdealt(text: str) -> Iterator[Found]:
    """Councils whose parties, each named with its seats, have other seats together than the council has."""
    if "各" not in text or not ("委派" in text or "推荐" in text or "派" in text):
        return
    plain = narrow(text)
    for sentence in re.finditer(r"[^。\n]+", plain):
        council = _COUNCIL.search(sentence[0])
        if council is None:
            continue
        at, seats, dealt = council.end(), 0, 0
        while (match := _SEATS.match(sentence[0], at)):
            if _SOMEBODY.search(match["who"]):
                seats = 0
                break
            several = len(re.split(r"[、和与及]", match["who"])) if match["each"] else 1
            if several == 1 and "、" in match["who"]:
                seats = 0
                break
            seats += several * _value(match["n"])
            dealt += 1
            at = match.end()
        said = _value(council["n"])
        if dealt > 1 and seats and at >= len(sentence[0]) and seats != said and abs(seats - said) <= _NEAR * said:
            start = sentence.start()
            quote = text[start + council.start() : start + at]
            yield said, (seats, plain[start + council.end() : start + at], quote), False


_NEAR = 0.35


def _value(said: str) -> int:
    if said.isdigit():
        return int(said)
    if said.startswith("十"):
        return 10 + _DIGITS.get(said[1:], 0)
    found = quantities(f"{said}个")
    return int(found[0].value) if found else _DIGITS.get(said, 0)
