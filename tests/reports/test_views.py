"""The tables of figures and members in the page and in JSON, from real files."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from lxml import html as lxml_html
from msgspec.structs import replace

import doccheck
from doccheck.document import Location
from doccheck.findings.report import (
    FigureColumn,
    FigureEntry,
    FigureRow,
    FigureState,
    FigureView,
    MemberCell,
    MemberRow,
    MemberView,
    Place,
    Report,
    Standing,
)
from doccheck.reports import writer
from doccheck.reports.json_report import schema, to_dict
from doccheck.reports.words import period, spot, variant
from tests.checks.figures.papers import LEAD, jiangsu
from tests.reports.sample import REVENUE, report


@cache
def checked(revenue: str) -> Report:
    with TemporaryDirectory() as folder:
        jiangsu(Path(folder), revenue=revenue)
        return doccheck.check(folder, "jiangsu-2023")


def page(of: Report) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(writer("html")(of))


def test_json_of_a_real_submission_obeys_the_schema() -> None:
    given = checked("12.5亿元")
    data = json.loads(writer("json")(given))
    jsonschema.validate(data, schema())
    first = data["figures"]["rows"][0]
    assert (first["quantity"], first["state"], first["subject"]) == ("lead.revenue", "contradicted", LEAD.name)
    assert len(first["cells"]) == len(data["figures"]["columns"])
    entry = next(entry for cell in first["cells"] for entry in cell if entry["variant"] == 2)
    assert (entry["written"], entry["normal"]) == ("12.5亿元", "125,000 万元")
    assert data["facts"][entry["facts"][0]]["quote"] == entry["places"][0]["quote"]
    assert data["members"]["rows"][0]["name"] == LEAD.name
    assert {"until", "low", "high", "scope", "source", "part"} <= set(data["facts"][0])


def test_an_open_end_is_null_in_json() -> None:
    given = report()
    data = to_dict(replace(given, facts=(replace(given.facts[0], high=math.inf),)))
    assert data["facts"][0]["high"] is None
    jsonschema.validate(json.loads(json.dumps(data, allow_nan=False)), schema())


def test_the_page_marks_contradicting_values_with_their_places() -> None:
    given = checked("12.5亿元")
    tree = page(given)
    first = tree.xpath("//table[@class='figures']/tbody/tr")[0]
    assert first.get("data-state") == "contradicted"
    assert first.xpath("./th[@scope='row']/b/text()") == ["销售收入"]
    clash = first.xpath(".//div[contains(@class, 'clash')]")
    said = [("".join(e.xpath("./i/text()")), "".join(e.xpath("./span/text()"))) for e in clash]
    assert set(said) == {("①", "152300 万元"), ("②", "12.5亿元")}
    anchors = set(tree.xpath("//@id"))
    for entry in clash:
        (link,) = entry.xpath(".//a")
        assert link.get("href").lstrip("#") in anchors
        assert link.get("data-at")
    assert first.xpath(".//a/@href")[0].lstrip("#") in anchors


def test_the_page_marks_no_roundings() -> None:
    tree = page(checked("15.2亿元"))
    assert not tree.xpath("//tr[@data-state='contradicted'] | //div[contains(@class, 'clash')]")
    agreed = tree.xpath("//tr[@data-state='agreed'][th/b='销售收入']")
    assert "一致" in agreed[0].text_content()


def test_what_only_one_place_states_is_folded_away() -> None:
    given = checked("15.2亿元")
    tree = page(given)
    folded = tree.xpath("//section[@id='figures']/details[not(@open)]//tbody/tr")
    assert len(folded) == len(given.figures.single) > 0
    assert {line.get("data-state") for line in folded} == {"single"}


def test_tables_have_captions_and_heads_with_scope() -> None:
    tree = page(checked("15.2亿元"))
    tables = tree.xpath("//table[@class='figures' or @class='members']")
    assert len(tables) == 3
    for table in tables:
        assert table.xpath("./caption/text()")
        assert not table.xpath("./thead//th[not(@scope='col')] | ./tbody//th[not(@scope='row')]")
        assert len({len(row.xpath("./th | ./td")) for row in table.xpath(".//tr")}) == 1


def test_gaps_and_other_names_of_members_are_marked() -> None:
    cells = (MemberCell(Standing.SAME, ("甲公司",), (Place("d1", REVENUE, "甲公司"),)), MemberCell(Standing.GAP))
    other = (MemberCell(Standing.DIFFERENT, ("乙<科技>公司",)), MemberCell(Standing.NONE))
    view = MemberView(
        ("roster", "agreement"),
        (MemberRow("甲公司", "enterprise", True, cells=cells), MemberRow("乙公司", "enterprise", cells=other)),
    )
    tree = page(replace(report(), members=view))
    lines = tree.xpath("//table[@class='members']/tbody/tr")
    assert [cell.get("class") for cell in lines[0].xpath("./td")] == ["same", "gap"]
    assert "未见" in lines[0].text_content()
    assert "写法不同" in lines[1].text_content()
    assert "乙<科技>公司" in lines[1].text_content()
    assert "有 2 个单位需要看一看" in tree.get_element_by_id("members").text_content()


def test_rows_beyond_the_most_are_told_in_a_line() -> None:
    entry = FigureEntry("<b>1</b>万元", 1.0, "actual", places=(Place("d9", Location(), ""),))
    row = FigureRow("lead.rd", "研发投入", "lead", "甲", "actual", "万元", FigureState.SINGLE, cells=((entry,),))
    tree = page(replace(report(), figures=FigureView((FigureColumn("plan", ("d9",)),), (row,), 41)))
    text = tree.get_element_by_id("figures").text_content()
    assert "另有 41 行未列出" in text
    assert "<b>1</b>万元" in text


def test_a_report_without_facts_has_no_empty_tables() -> None:
    tree = page(report())
    assert not tree.xpath("//section[@id='figures' or @id='members'] | //a[@data-panel='figures']")


@pytest.mark.parametrize(
    ("year", "until", "said"),
    [(2022, None, "2022年"), (2023, 2025, "2023—2025年"), (None, None, ""), (None, 2025, "至2025年")],
)
def test_periods_are_said_as_people_do(year: int | None, until: int | None, said: str) -> None:
    assert period(year, until) == said


def test_places_in_cells_are_short() -> None:
    assert spot(Location(page=2, heading=("一、很长的标题" * 5,), table=0, cell=(1, 3))) == "第2页 · 表1第2行第4列"
    assert spot(Location(heading=("（一）牵头单位情况",), block=4)) == "（一）牵头单位情况"
    assert spot(Location(block=4)) == "第5段"
    assert spot(Location()) == "查看"
    assert [variant(n) for n in (1, 2, 21)] == ["①", "②", "(21)"]
