"""Years of founding and money of projects by name, which follow patterns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import chinese_value
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.language.patterns import lazy

if TYPE_CHECKING:
    from doccheck.facts.attribution import Speaker, Voice
    from doccheck.facts.prose import Stated

_YEAR = r"(?P<year>(?:19|20)\d{2}|[二一][〇零九][〇零一二三四五六七八九]{2})"
_MONTH = r"(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}日)?"
_FOUNDED = lazy(
    rf"{_YEAR}\s?年{_MONTH}(?:,|，)?(?:由[^，,。;；]{{2,12}})?(?:正式|经.{{2,8}}批准)?(?:在|于)?(?:[一-龥]{{2,12}})?"
    r"(?P<verb>成立|设立|创立|创建|创办|创设|开办|开设|落户|落脚|办厂|建厂|组建|建校|建院|建所|建厂|注册|登记|起家|开张|开的张|办起来?|办的|建的|开的|改制|完成公司制改革|开业)"
    r"(?=[，,。;；、）)\s]|$|于|在|的?公司|投产|为(?:公司|有限)|至今|以来|设立|成立|[一-龥]{2,8}[，,。;；（(])"
    rf"|(?:成立|始建|创立|创建|创办|创设|开办|设立|注册(?:成立)?|组建)于\s?(?P<before>(?:19|20)\d{{2}}|[二一][〇零九][〇零一二三四五六七八九]{{2}})\s?年"
)
_NOT_A_UNIT = lazy(
    r"(?:成立|设立|创建|创办|组建|注册|落户|改制)(?:了|的)?(?:[一-龥]{0,10})(?:实验室|中心|平台|基地|工作站|子公司|分公司|办事处|委员会|部门|团队|联合体|联盟|商标|院士|党支部|基金|研究院|事业部|工厂|学院)"
)
_OTHER_SUBJECT = lazy(r"前身|联合体|子公司|分公司|实验室|中心(?=[^一-龥]|$)|母公司|集团(?!公司|有限|股份)")
_MONEY = lazy(r"[，,]\s?(?:课题|项目)?(?:总)?(?:经费|投入|预算)(?:为|共|约|:|：)?\s?$")
_DOES = lazy(r"^(?:单独|共同)?(?:牵头|负责|承担|主攻|主持|实施)(?P<name>[^，,。;；]{3,30})$")
_DONE_BY = lazy(r"^(?P<name>[^，,。;；□]{3,30})由□+(?:牵头|负责|承担|主持|实施)$")
_BIGGEST = lazy(r"(?:最大|最小)的(?:项目|课题)?(?:是|为)(?P<name>[^，,。;；]{3,30})$")


def founded_in(text: str, speaker: Speaker) -> Iterator[Stated]:
    """When a unit was founded: 2013年成立, 二〇一一年三月改制设立, 成立于1998年."""
    from doccheck.facts.prose import Stated

    for match in _FOUNDED.finditer(text):
        year = _year(match["year"] or match["before"])
        sentence = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        clause = max(text.rfind(mark, 0, match.start()) for mark in "。，,；;：:\n") + 1
        if (
            year is None
            or not 1850 <= year <= 2100
            or _NOT_A_UNIT.match(text, match.start("verb") if match["verb"] else 0)
        ):
            continue
        if _OTHER_SUBJECT.search(text[clause : match.start()]) or re.search(
            r"(?:原名|更名|改为)[^，,。]*$", text[clause : match.start()]
        ):
            continue
        carried = speaker.after(0, sentence, None) if sentence else None
        subject, _ = speaker.at(sentence, match.start() + 5, clause, carried)
        if subject is None or subject.kind == CONSORTIUM:
            continue
        written = match[0]
        quantity = Quantity(year, year, year, "年", written, match.start(), match.end())
        yield Stated(catalogue()["founded"], subject, quantity, None, Nature.ACTUAL, match.start(), match.end(), "成立")


def _year(written: str) -> int | None:
    if written[0].isdigit():
        return int(written)
    value = chinese_value(written)
    return int(value.value) if value else None


def project_money(text: str, heard: list[Voice]) -> Iterator[Stated]:
    """The money of a project named in the clause before: 乙方牵头线控转向冗余控制，经费2,600万元."""
    from doccheck.facts.prose import Stated

    masked = text
    for voice in heard:
        if voice.kind in ("unit", "party", "lead"):
            masked = masked[: voice.start] + "□" * (voice.end - voice.start) + masked[voice.end :]
    for quantity in quantities(text):
        if quantity.unit != "万元":
            continue
        head = _MONEY.search(masked, max(0, quantity.start - 12), quantity.start)
        if head is None:
            continue
        clause = max(masked.rfind(mark, 0, head.start()) for mark in "。，,；;：:)）\n") + 1
        words = masked[clause : head.start()].strip()
        match = _DOES.match(words.lstrip("□")) if words.startswith("□") else None
        match = match or _DONE_BY.match(words) or _BIGGEST.search(words)
        if match is None or "□" in match["name"]:
            continue
        subject = Subject("project", match["name"].strip())
        yield Stated(catalogue()["total"], subject, quantity, None, Nature.PLAN, clause, quantity.end, "经费")
