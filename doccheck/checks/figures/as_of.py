"""N005: what is told as done by a day (截至2023年6月底，已完成…) and dated after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import block_paragraphs
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import Moment, moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

_AS_OF = lazy(r"截[至止](?:到|于)?\s?$")
_SO_FAR = lazy(r"[^。；;\d]{0,24}?(?:已|累计|共|先后|完成|形成|取得|建成|获|拥有)")
_DONE = lazy(
    r"[^，,。；;]{0,24}?(?:完成|做完|通过|取得|获[得批评]|授权|建成|签[订署约]|投产|投用|交付|验收|下线"
            r"|完工|结题|入选|认定|发布|上线)"
)
_NOT_YET = lazy(r"将|拟|计划|预计|力争|争取|目标|剩余|其余|余下|下一步|后续|此后|之后|随后|期后|尚|未|待"
            r"|有效期|到期|[至到](?=\s?$)|届时|应|须|需")


@check("N005")
def done_after_the_day(mapped: MappedSubmission) -> Iterator[Finding]:
    """“截至2023年6月底，已完成三项工作：…三是2023年11月做完首轮实测”."""
    for part in mapped.parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE):
            continue
        for block in part.passage.blocks:
            for paragraph in block_paragraphs(block):
                text = narrow(paragraph.text)
                if paragraph.toc or "截" not in text:
                    continue
                for day, late, end in _late(text):
                    one = paragraph.text[max(0, day.start - 2) : day.end].strip()
                    two = paragraph.text[late.start : end].strip()
                    yield finding(
                        "N005",
                        None,
                        f"{part_name(mapped, part.id, part.document)}写“{one}”已完成的事项中，"
                        f"“{two[:50]}”的时间却在其后。",
                        "请核对两处时间；尚未完成的不应列为已完成。",
                        Evidence(part.document, one, paragraph.location),
                        Evidence(part.document, two, paragraph.location),
                        confidence=0.86,
                    )


def _late(text: str) -> Iterator[tuple[Moment, Moment, int]]:
    """Each day up to which a sentence tells, with what it tells as done later, and where that ends."""
    found = moments(text)
    for number, day in enumerate(found):
        if not _AS_OF.search(text[: day.start]) or not _SO_FAR.match(text, day.end):
            continue
        stop = next((at for at in (text.find("。", day.end), text.find("\n", day.end)) if at >= 0), len(text))
        for late in found[number + 1 :]:
            if late.start >= stop or _AS_OF.search(text[: late.start]):
                break
            begin = max(text.rfind(mark, 0, late.start) for mark in "，,。；;:：") + 1
            done = _DONE.match(text, late.end)
            if done is None or late.first <= day.last or late.precision in ("year", "span"):
                continue
            if not _NOT_YET.search(text[begin : late.start]) and not _NOT_YET.search(done[0]):
                yield day, late, late.end + len(re.split(r"[，,。；;]", text[late.end :])[0])
                break
