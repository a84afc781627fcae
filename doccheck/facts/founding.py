"""Years of founding and money of projects by name, which follow patterns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import chinese_value
from doccheck.facts.projects import Projects, all_in_turn, before_money, by_number, by_place, told_by_number
from doccheck.facts.regions import without_place
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.language.patterns import lazy

if TYPE_CHECKING:
    from doccheck.facts.groups import Voice
    from doccheck.facts.sentence import Stated
    from doccheck.facts.speaker import Speaker

_YEAR = r"(?P<year>(?:19|20)\d{2}|[二一][〇零九][〇零一二三四五六七八九]{2})"
_MONTH = r"(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}日)?"
_VERBS = r"(?:成立|肇始|肇建|始建|创立|创建|创办|创设|开办|设立|注册(?:成立)?|组建|建[校院所厂]?)"
_FOUNDED = lazy(
    rf"(?=[12二一成肇始创开设注组建])(?:{_YEAR}(?:\s?年{_MONTH}|[.\-/]\d{{1,2}}(?!\d))(?:,|，)?(?:由[^，,。;；]{{2,24}})?(?:正式|经.{{2,8}}批准)?(?:在|于)?(?:[一-龥]{{2,12}})?"
    r"(?P<verb>成立|设立|创立|创建|创办|创设|开办|开设|(?<![板所统场])挂牌(?!上市|成立)|落户|落脚|办厂|建厂|组建|建校|建院|建所|建厂|建立|开诊|注册|登记(?![簿册证表机系])|起家|起的家|起步(?!的)|(?:办|建|开)的小?[厂店]|办学|开门|[领拿取][了到的取得下]{0,2}(?:营业)?执照|改[成制]了?公司|揭牌|开张|开的张|起步的|开(?:[出了])?(?:第一|首)[家间]|办起来?|办的|建的|开的|改制|转制(?=[，,](?:登记|注册)为)|(?:共同|联合)举办|完成公司制改革|开业|共建|合建|合办|联办)"
    r"(?=[，,。;；、（(）)\s]|$|于|在|起[，,]|的?公司|投产|为(?:公司|有限)|至今|以来|设立|成立|[一-龥]{2,8}[，,。;；（(])"
    rf"|(?:{_VERBS}于|(?:(?<![一-龥])|(?<=公司)|(?<=单位)){_VERBS}(?:[：:])|(?<!建){_VERBS}(?:(?:时间|日期|年份|年月)(?:为|是|[：:])?))\s?"
    rf"(?P<before>(?:19|20)\d{{2}}|[二一][〇零九][〇零一二三四五六七八九]{{2}})(?:\s?年{_MONTH}|[.\-/]\d))"
)
_TOGETHER = ("共建", "合建", "合办", "联办", "共同举办", "联合举办")
"""What founds a unit only where it says by whom (2016年由三方共建); 与高校共建 is what a unit does."""
_NOT_A_UNIT = lazy(
    r"(?:成立|设立|创建|创办|组建|注册|落户|改制)(?:了|的)?(?:[一-龥]{0,10})(?:实验室|中心|平台|基地|工作站|子公司|分公司|办事处|委员会|部门|团队|联合体|联盟|商标|院士|党支部|基金|研究院|事业部|工厂|学院)"
)
_OTHER_SUBJECT = lazy(r"前身|联合体|子公司|分公司|实验室|中心(?=[^一-龥]|$)|母公司|集团(?!公司|有限|股份)")
_FORERUNNER = lazy(r"前身(?:系|是|为|叫|即)[^，,。；;：:\d]{2,24}[，,]$")
"""Ends before a clause that tells of the forerunner it names."""
_BUILT = lazy(
    r"(?:中心|实验室|平台|基地|工作站|产线|生产线|大楼|厂房|车间|(?<!的)(?<!全资)(?<!控股)(?<!专业)(?<!专业化)(?:分公司|子公司))(?:[（(][^（）()]*[）)])?$"
)
_IN_TURN = lazy(r"[，,](?:总|安排)?(?:经费|预算|投入|投资)(?:依次|分别)(?:为|是|安排|计)?\s?")
_NEXT = lazy(r"\s?(?:、|和|及|与|以及|，|,)\s?")
_QUOTED = lazy(r"[“\"《](?P<name>[^“”\"《》，,。]{3,30})[”\"》](?=\s?\d)")
_TITLED_MONEY = lazy(
    r"[“\"《](?P<name>[^“”\"《》，,。]{3,30})[”\"》](?:子?课题|项目)?的?(?:总)?(?:经费|预算|投资|投入)(?:为|约|共|是)?\s?$"
)
_ITEM = lazy(
    r"(?:^|(?<=[；;。：:]))\s*(?:[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）.、是]|[①-⑳])?\s?"
    r"(?P<name>[^，,。；;：:“”\"□（）()\d\s][^，,。；;：:“”\"□（）()]{3,30})[，,]\s?总?(?:经费|预算)(?:为|约|共)?\s?(?=\d)"
)
_PLACED = lazy(r"^(?:其[一二三四五六七八九]|第[一二三四五六七八九十][项个])[为是]")
_AHEAD = lazy(r"拟|将|计划(?!项目)|预计|申请(?:立项|经费|财政|支持)|目标|建设期|本项目|联合体")
_SUM = lazy(r"(?:合计|总计|共计?)(?:为|约)?\s?$")
_MONEY = lazy(r"[，,]\s?(?:该|此|本)?(?:课题|项目)?(?:总)?(?:经费|投入|预算)(?:为|共|约|:|：)?\s?$")
_DOES = lazy(r"^(?:单独|共同)?(?:牵头|负责|承担|主攻|主持|实施)(?P<name>[^，,。;；]{3,30})$")
_DONE_BY = lazy(r"^(?P<name>[^，,。;；□]{3,30})由□+(?:牵头|负责|承担|主持|实施)$")
_LISTS = lazy(
    r"(?:课题|项目|任务)[^。；;：:]{0,24}[：:]"
    r"|(?:课题|项目|任务)[^。；;：:，,\d]{0,6}[\d一二三四五六七八九十]{1,3}[项个][，,]\s?(?:其中|分别)"
)
"""What opens a list of projects (设4项课题，总经费1.2亿元：; 部署课题4项，其中)."""
_ARTICLE = lazy(r"^\s*第[一二三四五六七八九十\d]+[条款]\s*")
_OF_PROJECT = lazy(
    r"[“\"《](?P<quoted>[^“”\"《》]{3,30})[”\"》](?:子|攻关)?(?:课题|任务|项目)"
    r"|(?:课题|任务|项目)[一二三四五六七八九十\dA-Z①-⑳]{0,2}[“\"《](?P<behind>[^“”\"《》]{3,30})[”\"》]"
    r"|(?:课题|任务)(?:[一二三四五六七八九十\d]{1,2}|[A-Z①-⑳])[(（](?P<aside>(?![^()（）]*(?:牵头|承担|负责|由|参[与加]))[^“”\"《》()（），,；;：:\d]{3,30})[)）]"
    r"|(?P<number>(?:课题|任务)[一二三四五六七八九十\dA-Z①-⑳](?![项个\d]))"
)
_TITLED = lazy(
    r"^(?P<name>[^“”，,。：:]{3,30}?)(?:子|攻关)?(?:课题|任务|项目)(?:合作|实施|任务|研究|攻关)*(?:协议|合同|任务书|预算)"
)
_WHOLE = lazy(r"联合体|联盟|建设|申[报请]|创新|公司|共建")
"""Words of a title whose project is the consortium itself."""
_LISTED = lazy(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）.、是]|[①-⑨])?\s?"
    r"(?P<number>(?:课题|项目|任务)(?:(?:[一二三四五六七八九十\d]{1,2}|[A-Z])[是为：:]?|(?=[“\"《])))?\s?"
    r"(?P<quote>[“\"《])?(?P<name>[^，,。;；：:“”\"□（）()]{3,30}?)[”\"》]?(?P<kind>课题|项目)?的?\s?[，,（(]?\s?(?:课题)?"
    r"(?P<money>总?(?:经费|投入|预算|投资)|安排)?(?:为|共|约|是|计|[：:])?\s?$"
)
_NO_PROJECT = lazy(
    r"财政|自筹|资金|经费|投入|投资|补助|合计|总计|小计|相加|加起来|合起来|其中|其余|余下|每|各|单个|该|横向|纵向|在研|承担|申请|收入|支出|利润|费$|20\d\d|\d[项个]|^[甲乙丙丁戊己庚辛]方|国家|省级|市级|重大|年度|首[年期批]|[一二三四五六七八九十]年|^第[一二三四五六七八九十\d]+[条章]|第[一二三四五六七八九十\d]+[个项]?$"
)
_PROJECT_WORDS = lazy(r"课题|项目|任务|牵头|负责|承担|主攻|主持|实施|最大的|最小的")
"""Without one of these no project is named."""
_FOUNDING_WORDS = lazy(
    r"成立|设立|创立|创建|创办|创设|开办|开设|挂牌|开张|开的|开业|落户|落脚|办厂|建厂|组建|建校|建院|建所|开诊|注册|登记|起家|起步|起的家|的小?[厂店]|办学|开门|执照|改[成制]|开第一|开首|办起|办的|建的"
    r"|改制|转制|举办|完成公司制改革|始建|肇|建于|揭牌|共建|合[建办]|联办"
)
"""Without one of these nothing is founded."""
_ONLY_NUMBER = lazy(r"(?:\d[\d.]*\s*)?(?:子?课题|项目|任务)\s?(?:[一二三四五六七八九十]{1,2}|\d{1,2})")
"""What is called a project's name and is but its number, which a table answers with the name."""
_BIGGEST = lazy(r"(?:最大|最小)的(?:项目|课题)?(?:是|为)(?P<name>[^，,。;；]{3,30})$")


def founded_in(text: str, speaker: Speaker) -> Iterator[Stated]:
    """When a unit was founded: 2013年成立, 二〇一一年三月改制设立, 成立于1998年."""

    yield from _in_a_row(text, speaker)
    if not _FOUNDING_WORDS.search(text):
        return
    told = [*_of_the_next(text, speaker), *_made(text, speaker)]
    found = [*told, *_by_verbs(text, speaker, told)]
    said = {one.subject.name: one.quantity.value for one in found if one.word not in _REFORMED}
    # 2011年成立，2015年引进战略投资者改制: a reform founds only whom the paragraph has not founded in another year
    yield from (
        one
        for one in found
        if one.word not in _REFORMED or said.get(one.subject.name, one.quantity.value) == one.quantity.value
    )


_REFORMED = ("改制", "转制")


def _by_verbs(text: str, speaker: Speaker, told: list[Stated]) -> Iterator[Stated]:
    """What the verbs of founding say, but where it is ``told`` already."""
    from doccheck.facts.sentence import Stated

    for match in _FOUNDED.finditer(text):
        if any(stated.start <= match.start() < stated.end for stated in told):
            continue
        year = _year(match["year"] or match["before"])
        sentence = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        clause = max(text.rfind(mark, 0, match.start()) for mark in "。，,；;：:\n") + 1
        if (
            year is None
            or not 1850 <= year <= 2100
            or (match["verb"] in _TOGETHER and "由" not in match[0])
            or _NOT_A_UNIT.match(text, match.start("verb") if match["verb"] else 0)
            or (match["verb"] in _REFORMED and _RENAMED.match(text, match.end()))
        ):
            continue
        opened = text.rfind("(", sentence, match.start())
        about = clause
        if opened >= 0 and ")" not in text[opened : match.start()]:
            # 前身为县水泥制品厂(集体企业，1974年建厂): a bracket is about whom the words before it name
            clause = min(clause, opened)
            about = max(text.rfind(mark, 0, opened) for mark in "。，,；;:\n") + 1
        if (closed := max(text.rfind(mark, clause, match.start()) for mark in "）)")) > opened:
            clause = max(clause, closed + 1)  # （曾用名“…”，2020年更名）2016年成立
        if _OTHER_SUBJECT.search(_masked(text, speaker)[min(about, clause) : match.start()]) or re.search(
            r"(?:原名|更名|改为)[^，,。]*$", text[clause : match.start()]
        ):
            continue
        if not text[clause : match.start()].strip() and _FORERUNNER.search(text, sentence, clause):
            closed = next((at for at in (text.find(mark, match.end()) for mark in "。\n") if at >= 0), len(text))
            if _FOUNDED.search(text, match.end(), closed + 1) is not None:
                continue  # 前身是县造纸社，1971年办的，2003年改制注册
        if not text[clause : match.start()].strip() and _BUILT.search(text[sentence : max(sentence, clause - 1)]):
            continue  # 平台有企业技术中心，2019年建的
        carried = speaker.after(0, sentence, None) if sentence else None
        subject, _ = speaker.at(sentence, match.start() + 5, clause, carried)
        if subject is None or subject.kind == CONSORTIUM:
            continue
        written = match[0]
        quantity = Quantity(year, year, year, "年", written, match.start(), match.end())
        verb = match["verb"] if match["verb"] in _REFORMED else "成立"
        yield Stated(catalogue()["founded"], subject, quantity, None, Nature.ACTUAL, match.start(), match.end(), verb)


_RENAMED = lazy(r"(?:并|、|,|，)?[更改变]名")
_IN_A_ROW = lazy(
    rf"[—–:：】\]\-]+\s?(?:[一-龥]{{2,6}}[—–])?{_YEAR}\s?年\s?[／/｜|,，]\s?(?:注册资本|资本|职?员工|人员|职工|地址|位于)"
)
"""A list of a unit's data by strokes, which begins with its year: 烁岩—2017年／注册资本1,200万元."""


def _in_a_row(text: str, speaker: Speaker) -> Iterator[Stated]:
    from doccheck.facts.sentence import Stated

    for match in _IN_A_ROW.finditer(text):
        year = _year(match["year"])
        own = next((v for v in speaker.heard if v.kind == "unit" and v.end == match.start()), None)
        if year is None or own is None or own.subject is None:
            continue
        at, end = match.start("year"), match.end("year") + 1
        quantity = Quantity(year, year, year, "年", text[at:end], at, end)
        yield Stated(catalogue()["founded"], own.subject, quantity, None, Nature.ACTUAL, at, end, "成立")


_OF_NEXT = lazy(
    rf"(?:^|(?<=[。；;，,、）)：:和与及\s]))(?:{_YEAR}年{_MONTH}(?:注册)?(?:成立|设立|创立|创办|建[校院所厂])"
    rf"|(?:成立|设立|始建|创建|创立|创办|建[校院所厂])于(?P<before>(?:19|20)\d{{2}})年{_MONTH})的(?=[\u4e00-\u9fff])"
)
"""Says of the unit whose name follows when it was founded: 2013年成立的果润冷链, 始建于1943年的渝江大学.

Not behind 由 or 前身是, where a forerunner follows."""


def _of_the_next(text: str, speaker: Speaker) -> Iterator[Stated]:
    from doccheck.facts.sentence import Stated

    for match in _OF_NEXT.finditer(text) if "的" in text else ():
        year = _year(match["year"] or match["before"])
        own = next((v for v in speaker.heard if v.kind in ("unit", "lead") and v.start == match.end()), None)
        if year is None or own is None or own.subject is None:
            continue
        at, end = match.span()
        quantity = Quantity(year, year, year, "年", match[0], at, end)
        yield Stated(catalogue()["founded"], own.subject, quantity, None, Nature.ACTUAL, at, end, "成立")


_MADE = lazy(
    rf"{_YEAR}年{_MONTH}[，,][^。；;：:\d]{{0,16}}?"
    r"(?:股东|合伙人|发起人|创始人|承包人|自然人|师傅|职工|员工|技术员|技术人员|工程师|教授|农户|村民|几户|[几两三四五六七八九]位)"
    r"[^。；;：:\d]{0,30}?(?:发起|联合|共同|出资|注册|正式)*(?:设立|办起|开起|创办|组建|成立)了?"
    r"(?=(?P<name>[一-龥()（）]{2,24}?(?:有限公司|股份公司|研究院|研究所|合作社)))"
)
"""Who made a unit, and when, with its name behind: 2012年，几户承包人联合起来，办起某某茶业有限公司."""


def _made(text: str, speaker: Speaker) -> Iterator[Stated]:
    """The year in which others founded the unit that is spoken of, by its name or one that begins like it."""
    from doccheck.facts.sentence import Stated

    for match in _MADE.finditer(text) if "公司" in text or "研究" in text or "合作社" in text else ():
        year, at = _year(match["year"]), match.start("name")
        own = next((v.subject for v in speaker.heard if v.start <= at < v.end and v.kind in ("unit", "lead")), None)
        about = speaker.default if speaker.presents else None
        if about is not None and without_place(about.name)[:2] == without_place(match["name"])[:2]:
            own = about  # by the name that it had then
        if year is None or own is None:
            continue
        begin, end = match.span()
        quantity = Quantity(year, year, year, "年", text[begin : begin + 5], begin, begin + 5)
        yield Stated(catalogue()["founded"], own, quantity, None, Nature.ACTUAL, begin, end, "成立")


def _masked(text: str, speaker: Speaker) -> str:
    """A paragraph with signs for its units: a centre that is a unit itself is no unit's centre."""
    for voice in speaker.heard:
        if voice.kind == "unit" and voice.subject is not None:
            text = text[: voice.start] + "□" * (voice.end - voice.start) + text[voice.end :]
    return text


def _year(written: str) -> int | None:
    if written[0].isdigit():
        return int(written)
    value = chinese_value(written)
    return int(value.value) if value else None


def project_money(
    text: str,
    heard: list[Voice],
    found: list[Quantity],
    projects: Projects | None = None,
    bygone: bool = False,
    of_unit: bool = False,
) -> Iterator[Stated]:
    """The money of a project named in the clause before: 乙方牵头线控转向冗余控制，经费2,600万元.

    One that is called by its number (课题三经费2,900万元) has the name that a table gives it.
    ``bygone`` where a unit tells what it has done: a project that it names was paid, unless its sentence looks ahead.
    ``of_unit`` where one unit is presented, who may say what it puts in itself.
    """
    from doccheck.facts.sentence import Stated

    if not _PROJECT_WORDS.search(text):
        return

    def stated(name: str, quantity: Quantity, begin: int, own: bool = False) -> Stated:
        done = bygone and not own and not _AHEAD.search(text, text.rfind("。", 0, begin) + 1, quantity.start)
        nature = Nature.ACTUAL if done else Nature.PLAN
        whose = Subject("project", _PLACED.sub("", name))
        return Stated(catalogue()["total"], whose, quantity, None, nature, begin, quantity.end, "经费")

    masked = text
    for voice in heard:
        if voice.kind in ("unit", "party", "lead"):
            masked = masked[: voice.start] + "□" * (voice.end - voice.start) + masked[voice.end :]
    money = [quantity for quantity in found if quantity.unit == "万元"]
    numbered = projects or Projects()
    named = numbered.mentions(text)
    in_turn = {**dict(_items(masked)), **dict(_in_turn(text, money)), **dict(all_in_turn(text, money, numbered))}
    for quantity in money:
        if _SUM.search(text, max(0, quantity.start - 4), quantity.start):
            continue
        if numbered and (called := by_number(text, quantity.start, numbered, of_unit)):
            yield stated(called, quantity, quantity.start, own=True)
            continue
        listed = in_turn.get(quantity.start) or _listed(masked, quantity.start) or _quoted(text, quantity.start)
        known = before_money(masked, quantity, named, of_unit)
        listed = listed or by_place(text, quantity.start)
        if listed is not None and told_by_number(text, quantity.start, listed[1]):
            listed = None  # 课题三：用量下降30%，性能不降低，经费1,600万元: what it reaches is no name
        if known is not None or listed is not None:
            name, begin = known or listed or ("", 0)
            if numbered and _ONLY_NUMBER.fullmatch(name):
                continue  # its number says who takes part: 丁方承担课题三，投入1,100万元
            yield stated(name, quantity, begin, own=known is not None)
            continue
        head = _MONEY.search(masked, max(0, quantity.start - 12), quantity.start)
        if head is None:
            continue
        clause = max(masked.rfind(mark, 0, head.start()) for mark in "。，,；;：:)）\n") + 1
        words = masked[clause : head.start()].strip()
        match = _DOES.match(words.lstrip("□")) if words.startswith("□") else None
        match = match or _DONE_BY.match(words) or _BIGGEST.search(words)
        if match is None or "□" in match["name"] or (numbered and _ONLY_NUMBER.fullmatch(match["name"])):
            continue
        yield stated(_plain(match["name"]), quantity, clause)


def _items(text: str) -> Iterator[tuple[int, tuple[str, int]]]:
    """Each project of several items with where its money stands: （一）传动系统，经费9万元；（二）播种机，经费8万元."""
    if not re.search("课题|项目", text):
        return
    found = [m for m in _ITEM.finditer(text) if not _NO_PROJECT.search(m["name"])]
    if len(found) > 1:
        yield from ((m.end(), (m["name"].strip(), m.start("name"))) for m in found)


def _quoted(text: str, position: int) -> tuple[str, int] | None:
    """The project whose quoted name stands before its money: “电驱撬”总经费9万元, or “开料”9万元，“喷涂”8万元."""
    titled = _TITLED_MONEY.search(text, max(0, position - 50), position)
    if titled is not None and not _NO_PROJECT.search(titled["name"]):
        return titled["name"], titled.start("name") - 1
    if text[position - 1 : position] not in tuple("”》\""):
        return None
    begin = max(text.rfind(mark, 0, position) for mark in "。！？；;\n") + 1
    named = [m for m in _QUOTED.finditer(text, begin) if "。" not in text[position : m.start()]]
    match = next((m for m in named if m.end() == position), None)
    if match is None or len(named) < 2 or not re.search(r"课题|项目", text) or _NO_PROJECT.search(match["name"]):
        return None
    return match["name"], match.start()


def _in_turn(text: str, money: list[Quantity]) -> Iterator[tuple[int, tuple[str, int]]]:
    """Each project of a list with where its money stands and the list begins: “甲”“乙”两项课题，经费依次为9万、8万."""
    for match in _IN_TURN.finditer(text):
        run = [q for q in money if q.start >= match.end()][:1]
        if not run or text[match.end() : run[0].start].strip():
            continue
        for quantity in money:
            if quantity.start > run[-1].start and _NEXT.fullmatch(text, run[-1].end, quantity.start):
                run.append(quantity)
        sentence = max(text.rfind(mark, 0, match.start()) for mark in "。！？；;\n") + 1
        said = text[sentence : match.start()]
        names = re.findall(r"[“\"《]([^“”\"《》]{2,30})[”\"》]", said)
        opened = max(said.rfind(mark) for mark in "：:即为") + 1
        if not names and opened:
            names = [name.strip() for name in re.split(r"、|和|及", said[opened:]) if name.strip()]
        if len(names) == len(run) > 1 and not any(_NO_PROJECT.search(name) for name in names):
            yield from ((quantity.start, (name, sentence)) for name, quantity in zip(names, run, strict=True))


def project_titled(title: str) -> str:
    """The project that a document is about by its title (课题三“轻量化新材料”合作协议), or empty."""
    match = _OF_PROJECT.search(title)
    name = (match["quoted"] or match["behind"] or "") if match is not None else ""
    if not name and (match := _TITLED.match(title)) is not None:
        name = match["name"]
    return "" if _WHOLE.search(name) else name


def project_spoken_of(text: str, sentence: int, position: int) -> str | None:
    """The project that a sentence speaks of last before a place; empty for one by its number alone (课题三)."""
    spoken = list(_OF_PROJECT.finditer(text, sentence, position))
    if not spoken:
        return None
    return spoken[-1]["quoted"] or spoken[-1]["behind"] or spoken[-1]["aside"] or ""


_NAMED_IN_QUOTES = lazy(
    r".*(?:(?:课题|项目|任务)[一二三四五六七八九十\dA-Z]{0,2}\s?|^\s*|[】\])）\s])[“\"《]([^“”\"《》]+)[”\"》](?:子?课题|项目|任务)?\s*"
)


def _plain(name: str) -> str:
    """A project's name alone: without what stands before its quotation marks and the word 课题 before or behind."""
    quoted = _NAMED_IN_QUOTES.fullmatch(name)
    return (quoted[1] if quoted else name).strip()


def _listed(text: str, position: int) -> tuple[str, int] | None:
    """The project whose money stands at ``position`` and where its clause begins.

    Either a colon opens a list of projects, or the clause itself says 课题经费 behind a name.
    """
    sentence = max(text.rfind(mark, 0, position) for mark in "。！？\n") + 1
    opened = next(reversed(list(_LISTS.finditer(text, sentence, position))), None)
    floor = opened.end() if opened is not None else sentence
    begin = max(floor, *(text.rfind(mark, floor, position) + 1 for mark in "，,；;、"))
    if not text[begin:position].strip(' “"约共为经费总投入预算安排') and begin > floor:
        # 课题一“超导磁体”，3,400万元: the name stands in the clause before
        begin = max(floor, *(text.rfind(mark, floor, begin - 1) + 1 for mark in "，,；;、"))
    words = text[begin:position].lstrip()
    if (article := _ARTICLE.match(words)) is not None:
        begin, words = position - len(words) + article.end(), words[article.end() :]
    match = _LISTED.match(words)
    if match is None or _NO_PROJECT.search(match["name"]):
        return None
    numbered = match["number"] and match["quote"]  # 课题A“高韧滚刀”，2,900万元
    named = match["kind"] and (match["money"] or _others(text, sentence, begin))
    if opened is None and not (numbered or named):
        return None
    return match["name"].strip(), begin


def _others(text: str, sentence: int, begin: int) -> bool:
    """Whether another project's money was told before in the sentence (甲课题经费9,500万元，乙课题8,200万元)."""
    said = r"课题(?:总?(?:经费|投入|预算))?(?:为|共|约)?\s?[\d,.]+\s?[万亿]"
    return re.search(said, text[sentence:begin]) is not None
