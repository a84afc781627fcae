"""Words with which a paragraph reckons, and what is left of a clause without them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.paragraph_figures import TIME
from doccheck.checks.figures.terms import Term
from doccheck.language.patterns import lazy

FILL = (
    r"(?:正好|恰好|恰恰?|刚好|刚|只有?|仅有?|大约|约|共|就|便|即|均|也|还|已经?|折合|相当于|等于|是|为|居|近|将近|接近|差不多|不到|不足|超过?|逾|高达|达到?|"
    r"了|有|在|到|至|的|:|大致|基本|算下来|算来|算起来|折下来|折算|换算|下来|算|合|也就是说?|就是说?|整整?|实打实地?|实际|成了?|稳定?|水平|"
    r"又|再|可|其|,|，|\s)*"
)
_FILLED = lazy(FILL)
STOP = lazy(r"[。！!？?\n]")
SIGN = lazy(r"(?<!\d)[，,]|[，,](?!\d{3})|[;；。:：()（）！!？?\n]")
ELSE = lazy(
    r"[上去前次明]一?年|同期|往年|全国|全省|全市|行业|同行|平均|加权|权重|目标|标准|规定|上限|下限|不[低高]于|力争|确保|应当?|须|需|计划|预计|"
    r"分别|依次|各占|各为|逐年|每年|年均|复合|较|(?<!占)比(?![例重])|与|高于|低于|(?:19|20)\d\d|其余|另"
)
"""Words between the amounts and a rate that make it another one's, another year's, a demand's."""
_CHANGE = r"[\u4e00-\u9fff]{0,6}(?:[降升涨增减提压缩扩跌拉扛做变攀跃调干]|回落|优化|改善)[\u4e00-\u9fff]{0,3}"
REACHED = lazy(rf"{_CHANGE}(?:到|至|为|成)了?[^到至为成]{{0,10}}$|(?:到|至)了?(?:[\u4e00-\u9fff]{{0,6}}的)?$")
FROM = lazy(r"(?:由|从|自)(?!业|事|动|主|筹)[^由从自]*$")
BEFORE = lazy(r"原|现有|现行|现为|现价|目前|以往|过去|此前|以前|之前|[改造投升换用]前|年初|眼下|当初|起步")
AFTER = lazy(r"之?后|验收|结题|期末|届时|如今|现在|现已|只需|仅需|目标|建成|投产|完成时")
AGAINST = lazy(r"(?:比|较|相比|对比)(?:于|起|之)?[^比较]*$")


def term_of(measure: Measure) -> Term:
    """An amount as a term of a verdict."""
    return Term(
        "", measure.year, measure.value, measure.low, measure.high, measure.unit, measure.written, measure.start,
        measure.end,
    )  # fmt: skip


def clause_begin(clean: str, position: int) -> int:
    """Where the clause of a position begins."""
    return max((m.end() for m in SIGN.finditer(clean, 0, position)), default=0)


def left_of(words: str) -> str:
    """What words say beyond times and fillers."""
    words = re.sub(r"[%％\d.]+", "", TIME.sub("", re.sub(r"[（(][^（()）]*[)）]", "", words)))
    return _FILLED.sub("", words)


def share_words(words: str, others: Iterable[str]) -> bool:
    """Whether two signs in a row of ``words`` stand in one of the others."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return any(pair in other for pair in pairs for other in others)


def about(measure: Measure) -> str:
    """The words around an amount."""
    return f"{measure.label}{measure.tail}"
