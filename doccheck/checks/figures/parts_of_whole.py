"""Money that a sentence gives to a part of the whole: a task, a single agreement, some of the payers, an instalment."""

from __future__ import annotations

import re

from doccheck.document import Table, block_text
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_MONEY = ("total", "self_funds", "fiscal_funds", "investment")
_N = r"[\d一二两三四五六七八九十]{1,3}"
_NAMED = rf"(?:{_N}(?![\d项个类大年家,.])|[A-Za-z](?![A-Za-z])|[“\"「《])"
_PART = lazy(
    rf"(?<![各每全个有设项列部])(?:课题|任务|专题|工作包)(?:{_NAMED}|的?总?(?:经费|投入|投资|预算))|项目{_NAMED}"
    rf"|子课题|子任务|子项目|[本该](?:课题|任务)|前{_N}(?:大|名|家|位)|(?:其余|其他|另外|剩余|余下){_N}(?:家|方|个)"
    rf"|(?<![一-鿿])[乙丙丁戊己庚](?:方|、)|单列|其中[甲乙丙丁戊己庚]方(?:出资|投入|承担|自筹)|首[期批笔付]|(?<![一-鿿])[一二三四]期|第{_N}[期批笔]|到[账帐位]"
)
"""Words of a part; 课题3项 and 各课题 are none of one, nor is 项目总经费."""
_WHOLE = lazy(r"建设(?:总|期)|联合体(?!牵头)|全部|各方|各(?:成员)?单位|各课题|(?<![题务目])总投入|所有|总计")
_PAYS = lazy(
    r"(?:(?<![各每一-鿿])[甲乙丙丁戊己庚辛]方|院|所|公司|大学|学院|医院)(?:的|各?出资?|投入|承担|自筹|配套|为|是|约|:|\s)*[\d,.]+\s?[万亿]?元$"
)
"""A party or unit right before the figure: what it pays, or gets."""
_LEVEL = lazy(r"(国家|[省市区县])级?(?:财政|专项)")
_LEVELS_MONEY = lazy(r"(国家|地方|[省市区县])级?(?:财政)?(?:配套|补助|匹配)[^，,。；;\d]{0,6}[\d,.]+\s?[万亿]?元")
"""Public money of a level and of another behind it: 省级财政资金4,000万元，地方配套2,000万元."""
_FIRMS_PAY = lazy(r"企业(?:成员|单位)?(?:合计|共计?|总计|承担的?)?自筹")
_OTHERS_PAY = lazy(
    r"(?:高校|院校|院所|大学|研究院|科研单位|检测|中心|其[他它余]|非企业)[^，,。；;\d]{0,12}自筹[^，,。；;\d]{0,8}[\d,.]+\s?[万亿]?元"
    r"|其[余他它][^。；;\d]{0,6}(?:高校|院校|院所|大学|研究院)[^。；;\d]{0,16}(?:承担|自筹)"
)
"""What the firms pay, and beside it what others do: 企业自筹3,980万元；院所和高校自筹620万元."""
_PAPER = lazy(r"课题[一二三四五六七八九十\d“\"]|课题[^，,。]{0,20}协议|任务(?:合作|实施)?协议|子课题|子任务|子项目")
"""Titles of papers on one task."""
_TASKS = lazy(r"攻关(?:任务|项目|内容|方向)|任务名称")
_TASK_LIST = lazy(r"攻关(?:任务|项目)?清单|任务清单|攻关计划")


def _of_tasks(mapped: MappedSubmission, fact: Fact) -> bool:
    """Whether a sum stands in a list of tasks to be tackled: a consortium spends on other things besides."""
    at, blocks = fact.location, mapped.documents[fact.document].blocks
    table = blocks[at.block] if at.block is not None and at.block < len(blocks) else None
    if not isinstance(table, Table):
        return False
    if any(part.id == fact.part and part.role is Role.TASK_LIST for part in mapped.parts):
        return True
    head = "".join(cell.text for cell in table.cells if not cell.row)
    title = f"{table.caption} {' '.join(at.heading[-1:])}"
    return _TASKS.search(head) is not None or _TASK_LIST.search(title) is not None


def of_a_part(mapped: MappedSubmission, fact: Fact) -> bool:
    """Whether planned money that was read as the consortium's is, by its own sentence or paper, that of a part."""
    kind, _, what = fact.quantity.rpartition(".")
    at = fact.location
    planned = kind == "consortium" and what in _MONEY and fact.nature is Nature.PLAN
    if planned and fact.source != "prose" and at.block is not None:
        return _of_tasks(mapped, fact)
    if not planned or fact.source != "prose" or at.block is None or at.cell is not None:
        return False
    blocks = mapped.documents[fact.document].blocks
    text = narrow(block_text(blocks[at.block]) if at.block < len(blocks) else fact.quote)
    end = text.find(narrow(fact.quote))
    if end < 0:
        return False
    end += len(fact.quote)
    if what == "fiscal_funds" and (level := _LEVEL.search(narrow(fact.quote))) and any(
        other[1] != level[1] for other in _LEVELS_MONEY.finditer(re.split("[。\n]", text[end:], maxsplit=1)[0])
    ):
        return True
    if what == "self_funds" and _FIRMS_PAY.search(fact.quote) and _OTHERS_PAY.search(text):
        return True
    before = text[max(text.rfind(mark, 0, end - 1) for mark in "。；;\n") + 1 : end]
    if _PAYS.search(before):
        return True
    whole = max((m.start() for m in _WHOLE.finditer(before)), default=-1)
    part = max((m.start() for m in _PART.finditer(before)), default=-1)
    if part >= 0:
        return part > whole
    titles = [p.title for p in mapped.parts if p.id == fact.part]
    return whole < 0 and any(_PAPER.search(title) for title in (*titles, *at.heading[-1:]))
