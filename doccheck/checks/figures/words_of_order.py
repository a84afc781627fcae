"""N005: words of order that two dates deny (6月建成，随后于3月…), use before making, later deeds told at a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph, block_paragraphs
from doccheck.facts.numbers import narrow
from doccheck.facts.relative_dates import relative
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_WORDS = lazy(r"后|前的|前[须应进开完组]|随即|接着|继而|此前|之前|会上|席间|会议期间|[该此这]|上述")
"""What a paragraph has in it if it tells of any order."""
_DONE_WITH = (
    r"完成|成立|签[署订]|会签|验收|挂牌|揭牌|建成|投产|投用|会议?|结束|通过|启用|获批|立项|生效|开工|到位|竣工|落成|下线|交付|备案|批复"
)
_AFTER = lazy(
    rf"(?:^|(?<=[，,。；;]))\s?(?:(?:{_DONE_WITH})(?:完成|结束)?(?:之后|以后|后)"
    r"|此后|其后|随后|之后|嗣后|而后|尔后|会后|接着|继而|紧接着)|随即|旋即"
)
_BEFORE = lazy(r"[，,；;]\s?(?:而)?(?:在[此这]之?前|此前|之前)(?=[，,]?\s?(?:已|就|便|[^，,。；;\d]{0,6}(?:已|曾)))")
_AT_MEETING = lazy(r"(?:^|(?<=[，,。；;]))\s?(?:大会|会议)?(?:会上|席间|会议期间)")
_ADVERB = lazy(
    r"(?:[于在自从即就便又已，,后]|随即|旋即|定于|定在|安排[在于]|排定|拟于|计划[在于]?)\s?$"
)
"""What stands before a date that says when something is done."""
_OF_SOMETHING = lazy(r"\s?(?:的|度|以来|起(?!草)|前|之前|期间|以前|年度|版|已有|形成|签[署订]的|印发的|发布的|所|至今)")
"""Behind a date that only says which thing is meant (2022年的成果)."""
_DEED = (
    r"召开|举行|举办|启动|开展|完成|印发|发布|下发|通过|建成|投产|投用|投入|交付|签|开放|验收|组织|移交|选举|挂牌|揭牌|"
    r"实施|进行|开始|开工|竣工|安装|调试|试验|试制|示范|推广|上线|公示|送达|报送|提交|备案|缴|拨付|聘任|起草|表决|设立|启用|刻制|开设|开立|推选|推举|聘请|派出|进驻|入驻"
)
_DOES = lazy(rf"[^，,。；;\d]{{0,16}}?(?:{_DEED})")
_EXCUSED = lazy(
    r"追[认溯]|补[办签录发]|回顾|盘点|提前|原(?:定|计划|拟)|早在|此前|之前|以前|前期"
    r"|上一[届期轮年]|前一[届期轮]|往年|历[年届]"
)
_LATER_THAN_THE_MEETING = lazy(
    r"\s?(?:已经?|刚刚?|顺利|首次|圆满)+[^，,。；;将拟]{0,14}?(?:完成|通过|取得|投产|建成|结束|下线|交付|验收)"
)
_REPORTS = lazy(r"汇报|介绍|通报|展示|播放|演示|报告了|听取")
_QUIET = (Role.NOTICE, Role.EVIDENCE)
_NEAR = 60
"""So many signs at most lie between a word of order and its date."""


class _Pair(Struct, frozen=True):
    """Two dates with their clauses, and what the words between them say."""

    one: Moment
    two: Moment
    how: str


@check("N005")
def words_of_order(mapped: MappedSubmission) -> Iterator[Finding]:
    """Dates that stand in another order than the words with which the text joins them."""
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for block in part.passage.blocks:
            for paragraph in block_paragraphs(block):
                text = narrow(paragraph.text)
                if paragraph.toc or text.count("20") < 2 or not _WORDS.search(text):
                    continue
                said = sorted((*moments(text), *relative(text)), key=lambda m: m.start)
                for pair in _pairs(text, said) if len(said) > 1 else ():
                    yield _finding(mapped, part, paragraph, pair)


def _pairs(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    done: set[int] = set()
    for pair in (*_told_after(text, said), *_told_before(text, said), *_reported(text, said), *_used(text, said),
                 *_set_before(text, said)):  # fmt: skip
        if pair.two.start not in done:
            done.add(pair.two.start)
            yield pair


def _told_after(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    """“…于4月18日签署。成立之后，理事会随即于2月26日召开…”."""
    for word in _AFTER.finditer(text):
        one = next((m for m in reversed(said) if m.end <= word.start()), None)
        two = next((m for m in said if m.start >= word.end()), None)
        if one is None or two is None or not _joined(text, one, word, two):
            continue
        if two.last < one.first and _is_own(text, word.end(), two):
            yield _Pair(one, two, f"“{word[0].strip(' ，,')}”所说的事，时间却更早")


def _joined(text: str, one: Moment, word: re.Match[str], two: Moment) -> bool:
    """Whether the word joins what two dates tell: the date before it in this sentence or the last, the other near."""
    gap = text[one.end : word.start()]
    if len(re.findall(r"[。\n]", gap)) > 1 or "\n" in gap or len(gap) > _NEAR:
        return False
    rest = text[word.end() : two.start]
    return len(rest) < _NEAR // 2 and not re.search(r"[。；;\n]", rest) and "year" not in (one.precision, two.precision)


def _is_own(text: str, begin: int, moment: Moment) -> bool:
    """Whether a date says when the thing of its own clause is done, and nothing excuses its order."""
    stop = re.search(r"[。；;\n]", text[moment.end :])
    end = moment.end + (stop.start() if stop is not None else len(text))
    if _EXCUSED.search(text, begin, end) or _OF_SOMETHING.match(text, moment.end):
        return False
    ahead = text[begin : moment.start]
    return (not ahead.strip(" ，,") or _ADVERB.search(ahead) is not None) and _DOES.match(text, moment.end) is not None


def _told_before(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    """“中试线2025年6月建成，此前已于2025年9月完成试车”."""
    for word in _BEFORE.finditer(text):
        one = next((m for m in reversed(said) if m.end <= word.start()), None)
        two = next((m for m in said if m.start >= word.end()), None)
        if one is None or two is None or "year" in (one.precision, two.precision):
            continue
        gap, rest = text[one.end : word.start()], text[word.end() : two.start]
        if len(re.findall(r"[，,]", gap)) > 0 or re.search(r"[。；;\n]", gap + rest) or len(rest) > _NEAR // 4:
            continue
        if two.first > one.last and _ADVERB.search(rest) and _DOES.match(text, two.end):
            yield _Pair(one, two, "“此前”所说的事，时间却更晚")


def _reported(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    """“会议于5月20日召开。会上汇报了5月26日已经完成的试航”."""
    for word in _AT_MEETING.finditer(text):
        one = next((m for m in reversed(said) if m.end <= word.start()), None)
        two = next((m for m in said if m.start >= word.end()), None)
        if one is None or two is None or "year" in (one.precision, two.precision):
            continue
        if not re.search(r"召开|举行|会议", text[max(0, one.start - 20) : word.start()]):
            continue
        rest = text[word.end() : two.start]
        if "。" in rest or len(rest) > _NEAR or not _REPORTS.search(rest) or two.first <= one.last:
            continue
        if _LATER_THAN_THE_MEETING.match(text, two.end):
            yield _Pair(one, two, "会上所说已经完成的事，时间却在会议之后")


_PRIOR = lazy(
    r"[^，,。；;\d]{0,6}?(?P<deed>结题|验收|投产|开工|签约|签署|上线|交付|挂牌|换届|发布|竣工|表决)(?:验收|大会|会议)?(?:之前|以前|前)"
    r"(?:的|须|应|进行|开展|完成|组织)"
)


def _set_before(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    """“2025年9月开展结题前的现场抽查，2025年5月组织结题验收”."""
    for two in said:
        word = _PRIOR.match(text, two.end)
        if word is None or two.precision == "year":
            continue
        for one in said:
            begin, end = sorted((one, two), key=lambda m: m.start)
            if one is two or one.precision == "year" or re.search(r"[。\n]", text[begin.end : end.start]):
                continue
            stop = re.search(r"[，,。；;\n]", text[one.end :])
            clause = text[one.end : one.end + (stop.start() if stop is not None else len(text))]
            own = re.search(rf"{word['deed']}(?!前|之前|以前|材料|报告|申请|准备)", clause) is not None
            if own and two.first > one.last and not _EXCUSED.search(clause):
                yield _Pair(one, two, f"“{word['deed']}前”的事，时间却在其后")
                break


_MADE = lazy(
    r"[^，,。；;\d]{0,10}?(?:竣工|建成|落成|总装|下线|出厂|投产|启用|投用|购[置入]|到货"
    r"|(?:完成|试制)[^，,。；;\d]{0,8}?(?:装配|总装|试制|组装|安装|制造)|试制完成|装配完成|建设完成)"
)
_NOT_MADE = lazy(r"二期|改造|扩建|升级|搬迁|迁建|大修|复产|新版|第二[台代套]")
_THIS = lazy(r"(?P<this>[该此]|上述|这[台套条座个])(?P<thing>[\u4e00-\u9fff]{1,8})")
_USED = lazy(r"通过|交付|承担|对外|开放|服务|运行|投用|投入|检测|试验|测试|验收|出具|参展|供货|投产|量产")
_BEING_MADE = lazy(
    r"立项|设计|论证|开工|动工|奠基|采购|招标|批复|申[报请]|研制|研发|安装|启动建设"
    r"|筹建|下达|方案|签[订署约]|规划|选址"
)
_ONE_SIGN = frozenset("台线站室馆楼机库")


def _used(text: str, said: Sequence[Moment]) -> Iterator[_Pair]:
    """“试验台2020年5月竣工。…2019年利用该台完成检测37项”: what is used, or handed over, before it was made."""
    made = [m for m in said if m.precision != "span" and _MADE.match(text, m.end)]
    for one in made:
        begin = max(text.rfind(mark, 0, one.start) for mark in "。\n") + 1
        end = min((at for mark in "。；;\n" if (at := text.find(mark, one.end)) >= 0), default=len(text))
        if _NOT_MADE.search(text, begin, end):
            continue
        clause_end = min((at for mark in "，,。；;\n" if (at := text.find(mark, one.end)) >= 0), default=len(text))
        for word in _THIS.finditer(text, clause_end):
            if not _thing(word["thing"], text[begin:clause_end]):
                continue
            two = _date_of_use(text, word, said, one)
            if two is not None and two.last < one.first:
                yield _Pair(one, two, "所用的东西那时还没有做成")
                break


def _thing(words: str, named: str) -> str:
    """The longest beginning of the words behind 该 that the sentence of its making names."""
    for length in range(len(words), 0, -1):
        if words[:length] in named and (length > 1 or words[0] in _ONE_SIGN):
            return words[:length]
    return ""


def _date_of_use(text: str, word: re.Match[str], said: Sequence[Moment], made: Moment) -> Moment | None:
    """The date of the clause in which a thing is used, or of the next one about it (该台启用以来…，2019年…)."""
    begin = max(text.rfind(mark, 0, word.start()) for mark in "，,。；;\n") + 1
    stop = min((at for mark in "。；;\n" if (at := text.find(mark, word.end())) >= 0), default=len(text))
    near = [m for m in said if m is not made and begin <= m.start < stop and m.start > made.end]
    if not near:
        return None
    two = near[0]
    comma = min((at for mark in "，,。；;\n" if (at := text.find(mark, two.end)) >= 0), default=len(text))
    clause = text[min(begin, two.start) : comma]
    if _BEING_MADE.search(clause) or _EXCUSED.search(clause) or not _USED.search(clause):
        return None
    return None if _OF_SOMETHING.match(text, two.end) else two


def _finding(mapped: MappedSubmission, part: Part, paragraph: Paragraph, pair: _Pair) -> Finding:
    one, two = (_clause(paragraph.text, m) for m in (pair.one, pair.two))
    return finding(
        "N005",
        None,
        f"{part_name(mapped, part.id, part.document)}先写“{one}”，又写“{two}”：{pair.how}。",
        "请核对这两个日期的先后。",
        Evidence(part.document, one, paragraph.location),
        Evidence(part.document, two, paragraph.location),
        confidence=0.86,
    )


def _clause(text: str, moment: Moment) -> str:
    """The clause around a date, as the paper has it."""
    begin = max(text.rfind(mark, 0, moment.start) for mark in "，,。；;\n") + 1
    stop = re.search(r"[，,。；;\n]", text[moment.end :])
    return text[begin : moment.end + (stop.start() if stop is not None else len(text))].strip()[:60]
