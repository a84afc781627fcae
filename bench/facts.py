"""What it costs to read the figures of long papers: ``python -m bench.facts``; see README.md."""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import random
import sys
import time
from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.document import Block, Cell, Document, Heading, Location, Paragraph, Table
from doccheck.facts.extract import extract
from doccheck.mapping.model import MappedSubmission, Organisation, Part, Passage
from doccheck.programme.loader import load
from doccheck.programme.schema import Occasion, Role, UnitKind

PAGES = (50, 100, 200, 400)
A_PAGE = 616
"""Signs on a page: 22 lines of 28, as official papers are laid out (GB/T 9704-2012, 5.2.3)."""
_PLACES = ("南京", "苏州", "无锡", "常州", "徐州", "南通", "扬州", "镇江", "泰州", "盐城")
_TRADES = ("恒创精密装备", "晶源科技", "锐锋数控", "瑞达新材料", "华拓智能", "金陵仪器", "远航电子", "明德生物")
_RANGES = ((2000, 90000), (100, 9000), (50, 3000), (1, 200))
UNITS = tuple(
    Organisation(f"{place}{trade}有限公司", UnitKind.ENTERPRISE, lead=not i and not j)
    for i, place in enumerate(_PLACES[:4])
    for j, trade in enumerate(_TRADES)
)


def paper(pages: int, seed: int) -> tuple[Block, ...]:
    """Blocks of a paper: on each page, of :data:`A_PAGE` signs, a table of six units and paragraphs of figures."""
    chance = random.Random(seed)
    return tuple(_numbered(block for page in range(pages) for block in _page(page + 1, chance)))


def _numbered(blocks: Iterator[tuple[str, list[list[str]] | None, int, str]]) -> Iterator[Block]:
    for number, (text, rows, page, heading) in enumerate(blocks):
        where = Location(page=page, block=number, heading=(heading,))
        if rows is None:
            yield Paragraph(text, where, heading=Heading(1, "", text, len(text)) if text == heading else None)
            continue
        cells = tuple(_cell(said, r, c, where) for r, row in enumerate(rows) for c, said in enumerate(row))
        yield Table(len(rows), len(rows[0]), cells, replace(where, table=number), text)


def _cell(said: str, row: int, col: int, where: Location) -> Cell:
    here = replace(where, table=where.block, cell=(row, col))
    return Cell(row, col, (Paragraph(said, here),), location=here)


def _page(page: int, chance: random.Random) -> Iterator[tuple[str, list[list[str]] | None, int, str]]:
    heading = f"{page}. 建设基础"
    yield heading, None, page, heading
    rows = [["序号", "单位名称", "2022年销售收入（万元）", "2022年研发投入（万元）", "员工（人）", "发明专利（项）"]]
    for number, unit in enumerate(chance.sample(UNITS, 6), start=1):
        figures = (chance.randint(low, high) for low, high in _RANGES)
        rows.append([str(number), unit.name, *(f"{n:,}" for n in figures)])
    yield f"表{page} 成员单位基本情况", rows, page, heading
    filled = sum(len(cell) for row in rows for cell in row)
    while filled < A_PAGE:
        text = _profile(chance)
        filled += len(text)
        yield text, None, page, heading


def _profile(chance: random.Random) -> str:
    """What a unit tells of itself: eleven figures in two sentences."""
    unit, year = chance.choice(UNITS).name, chance.choice((2020, 2021, 2022))
    sales, spent = chance.randint(2000, 90000), chance.randint(100, 9000)
    return (
        f"{unit}成立于{chance.randint(1990, 2018)}年，现有员工{chance.randint(50, 3000)}人，"
        f"其中研发人员{chance.randint(10, 400)}人。"
        f"{year}年销售收入{sales:,}万元，研发投入{spent / 10000:.2f}亿元，占销售收入的{spent / sales:.2%}；"
        f"拥有有效知识产权{chance.randint(20, 900)}项，其中发明专利{chance.randint(1, 200)}项。"
        f"到2025年，力争销售收入达到{sales * 2:,}万元，新增研发投入不低于{spent}万元。"
    )


def submission(pages: int, seed: int = 7) -> MappedSubmission:
    """A plan of so many pages as the reader of facts is given it."""
    rules, blocks = load("jiangsu-2023"), paper(pages, seed)
    return MappedSubmission(
        rules,
        Occasion.APPLY,
        rules.reference_year,
        "bench",
        {"d1": Document("方案.docx", "docx", "0" * 64, blocks, pages=pages)},
        parts=(Part("p1", "d1", Role.PLAN, Passage("d1", blocks)),),
        lead=UNITS[0],
        members=UNITS,
    )


def seconds(pages: int, turn: int) -> tuple[float, int]:
    """Processor seconds of one reading and the number of facts; every turn reads a text of its own."""
    mapped = submission(pages, seed=10 * pages + turn)
    started = time.process_time()
    count = len(extract(mapped))
    return time.process_time() - started, count


def main() -> int:
    """Print the table; exit with 1 where doubling the pages costs more than ``--growth`` times as much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", type=int, metavar="PAGES", help="profile one reading of so many pages instead")
    parser.add_argument("--growth", type=float, default=2.6)
    options = parser.parse_args()
    gc.set_threshold(100_000, 20, 50)  # as the command line does, doccheck/cli/entry.py
    extract(submission(2))  # patterns compiled, catalogue read
    if options.profile:
        mapped = submission(options.profile)
        with cProfile.Profile() as profile:
            extract(mapped)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return 0
    before, worst = 0.0, 0.0
    print("pages  seconds  growth  facts  facts/s")
    for pages in PAGES:
        spent, count = min(seconds(pages, turn) for turn in range(3))
        growth = spent / before if before else 0.0
        worst, before = max(worst, growth), spent
        print(f"{pages:5}  {spent:7.3f}  {f'{growth:.2f}' if growth else '':>6}  {count:5}  {count / spent:7.0f}")
    return int(worst > options.growth)


if __name__ == "__main__":
    sys.exit(main())
