"""A004: the agreement says neither from which date nor by which rule it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import end_of, path_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.language.sentences import sentences
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.names.signing import date_in
from doccheck.mapping.names.written import narrow
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import SignRow

_FORCE = r"(?:生效|施行|实施|执行|有效|起算|具有法律(?:约束|效)力|具备法律效力|产生(?:法律)?效力)"
_EVENT = r"(?:签[字署章订名约]|盖章|公章|印章|通过|批准|公布|发布|印发|备案|成立|20\d\d\s*[年./-]|即日|本日)"
_RULES = (
    lazy(rf"(?:自|从|于|经|由|在|待|应|须).{{0,70}}{_EVENT}.{{0,40}}(?:之日|当日|当天|日|后|起|时|即|方可|方|开始).{{0,16}}{_FORCE}"),
    lazy(rf"一经.{{0,40}}{_EVENT}.{{0,20}}{_FORCE}"),
    lazy(rf"{_EVENT}.{{0,24}}(?:之日|那[天日]|当[天日]|后|即|日)起?.{{0,8}}(?:正式)?(?:生效|施行|实施)"),
    lazy(r"(?:有效期限?|期限|合作期|协议期|合同期)[^。；]{0,30}(?:自|从).{0,60}(?:起|至|到|始)"),
    lazy(r"(?:自|从).{0,60}(?:起|至).{0,30}(?:有效期|期限)"),
    lazy(r"生效(?:日期|时间|日|之日)?\s*(?:为|是|:|：)\s*.{0,50}(?:20\d\d|签|之日|同日|当日)"),
    lazy(r"(?:有效期限?|(?:协议|合同|合作)(?:有效)?期限?|起止(?:时间|日期))\s*(?:为|是|:|：)?\s*(?:自|从)?\s*20\d\d\s*[年./-]"),
    lazy(r"(?:20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?).{0,12}(?:生效|起施行|起实施|起执行)"),
)  # fmt: skip
_OTHER_SUBJECT = lazy(
    r"补充协议|补充条款|变更|修改|修订|增补|退出|加入|解除|终止|决议|通知|授权|许可|专利|商标|项目(?:的)?(?:期限|周期|执行期|实施期|有效期)|实施期限|研发周期|保密(?:期|义务)|"
    r"项目合同|项目任务书|另行签[订署]|法律法规"
)
_OWN_SUBJECT = lazy(
    r"(?<!充)(?:协议|合同|章程|契约|合作(?=期)|本办法|本制度|本规定)书?(?!的?(?:变更|修改|修订|补充|解除|终止|签订后|生效后))"
)
_SIGNED = lazy(r"签[字署章订名约]|盖章|公章|印章")
_PLAIN_FORCE = lazy(r"生效|法律(?:约束|效)力|有效期|协议期|合同期|合作期")
_BLANK_DATE = lazy(r"生效(?:日期|时间)\s*[:：]?[\s_＿]*年?[\s_＿]*月?[\s_＿]*日?\s*$")


@check("A004")
def missing_effective_rule(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report agreements without a date or rule of coming into force."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or "A004" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        if not parts or any(effective_rule(part) for part in parts):
            continue
        near = next((hint for part in parts if (hint := _near_miss(part))), None)
        said = f"文中只写到“{near.quote}”，不能确定从何时起生效。" if near is not None else ""
        yield finding(
            "A004",
            row,
            f"“{path_of(mapped, parts[0].document)}”没有约定协议何时生效"
            f"（既无生效日期，也无“自各方签字盖章之日起生效”之类的规则）。{said}",
            "请写明协议的生效时间或生效条件，例如“本协议自各方法定代表人签字并加盖公章之日起生效”。",
            *([near] if near is not None else []),
            end_of(parts[0]),
            confidence=0.9,
        )


def effective_rule(part: Part) -> str:
    """The sentence by which an agreement comes into force, or the empty string."""
    for paragraph in part.passage.paragraphs():
        if paragraph.toc:
            continue
        for start, end in sentences(paragraph.text):
            sentence = narrow(re.sub(r"\s+", "", paragraph.text[start:end]))
            if _is_rule(sentence):
                return paragraph.text[start:end]
    return ""


def _is_rule(sentence: str) -> bool:
    for clause in _clauses(sentence):
        if not any(rule.search(clause) for rule in _RULES):
            continue
        other = _OTHER_SUBJECT.search(clause)
        own = _OWN_SUBJECT.search(clause)
        if own is not None:
            if other is None or own.start() < other.start():
                return True
        elif other is None and _PLAIN_FORCE.search(clause) and (_SIGNED.search(clause) or "生效" in clause):
            return True
    return False


def _clauses(sentence: str) -> list[str]:
    """The sentence, and where it joins several statements, each run of them that could hold a rule."""
    pieces = re.split(r"[;；]", sentence)
    return [piece for piece in pieces if re.search(rf"{_FORCE}|期", piece)]


def _near_miss(part: Part) -> Evidence | None:
    """A blank date of coming into force or a duration without a beginning, to be quoted."""
    for paragraph in part.passage.paragraphs():
        for start, end in sentences(paragraph.text):
            text = paragraph.text[start:end]
            flat = narrow(text)
            if _OTHER_SUBJECT.search(flat) or date_in(text):
                continue
            if _BLANK_DATE.search(flat) or re.search(
                r"(?:协议|合同)?有效期限?(?:为|是|:|：)?\s*[0-9一二三四五六七八九十＿_\s]{1,4}年", flat
            ):
                return Evidence(part.document, text.strip()[:80], paragraph.location)
    return None
