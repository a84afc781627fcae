"""N005: a platform, licence or honour that a unit's own table dates before the unit was founded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.figures.deeds import Founded, forerunner_years, known_foundings
from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Table
from doccheck.document.headers import titled
from doccheck.facts.dates import parse_date
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import default_subject, units_of
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_PAPERS = (Role.APPLICATION, Role.PLAN, Role.LEAD_PROFILE, Role.MEMBER_PROFILE)
_WHEN = lazy(
    r"(?:认定|获批|批准|批复|授予|获得|取得|获奖|颁[发证]|发证|授权|命名|备案|挂牌|入选|授牌)(?:或[建认获]\w)?(?:时间|日期|年份|年度|年月|年)"
)
_WHAT = lazy(r"平台|荣誉|称号|资质|证书|认证|奖项|获奖|专利|中心")
_OTHERS = lazy(r"单位|企业|机构|权利人|专利权人|持有人|依托|来源|承担|姓名|人员|所属")
"""Over a column that says whose each row is."""
_TAKEN_OVER = lazy(r"原|承[接继]|继承|前身|共建|合作|联合|依托|转[入让移]|受让|划[转入]|收购|并入|购[买入置]|许可")


@check("N005")
def awarded_before_founding(mapped: MappedSubmission) -> Iterator[Finding]:
    """“企业技术中心 | 市级 | 2007年” of a company that was founded in 2009 and has no forerunner."""
    known = known_foundings(mapped)
    units = units_of(mapped)
    for part in mapped.parts_of(*_PAPERS):
        for block in part.passage.blocks:
            if not isinstance(block, Table) or block.rows < 2 or not known:
                continue
            table = titled(block)
            when = _column(table)
            whom = default_subject(part, table.location.heading, table.caption, units) if when is not None else None
            founded = known.get(whom.name or part.organisation) if whom is not None else None
            if when is None or founded is None or _older(part, founded):
                continue
            yield from _rows(mapped, part, table.grid()[1:], when, founded)


def _column(table: Table) -> int | None:
    """Where a table of what one unit was given says when; ``None`` of other tables."""
    head = [re.sub(r"\s", "", narrow(cell.text)) if cell else "" for cell in table.grid()[0]]
    dated = [index for index, text in enumerate(head) if _WHEN.fullmatch(text)]
    about = _WHAT.search(table.caption + "".join(head)) is not None
    return dated[0] if len(dated) == 1 and about and not any(map(_OTHERS.search, head)) else None


def _older(part: Part, founded: Founded) -> bool:
    """Whether a unit's paper tells of a forerunner from before its founding, or of one of no year."""
    texts = [narrow(paragraph.text) for paragraph in part.passage.paragraphs()]
    return any(year is None or year <= founded.date.year for year in forerunner_years(texts))


def _rows(
    mapped: MappedSubmission, part: Part, rows: Sequence[Sequence[Cell | None]], when: int, founded: Founded
) -> Iterator[Finding]:
    for row in rows:
        cell = row[when]
        day = parse_date(cell.text) if cell is not None and len(cell.text) < _DAY else None
        what = "".join(other.text for other in row if other is not None and other is not cell)
        if cell is None or day is None or day.last >= founded.date.first or _TAKEN_OVER.search(narrow(what)):
            continue
        name = next((other.text.strip() for other in row if other is not None and len(other.text.strip()) > 3), "")
        yield finding(
            "N005",
            None,
            f"{part_name(mapped, part.id, part.document)}写“{name}”的时间为“{cell.text.strip()}”，早于{founded.unit}"
            f"成立的 {founded.date.chinese}（“{founded.places[0].quote}”）。",
            "请核对成立时间与认定时间；属前身单位的请注明。",
            Evidence(part.document, cell.text.strip(), cell.location),
            *founded.places,
            confidence=0.85,
        )


_DAY = 16
"""A cell as long as this holds more than a day or year."""
