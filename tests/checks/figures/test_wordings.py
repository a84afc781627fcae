"""Net profit is not 利润总额, wherever in its row the label stands."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.checks.figures.labels import labels_of
from doccheck.checks.figures.wordings import by_wording
from doccheck.document import Document, Location
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Occasion, Programme
from tests.checks.figures.papers import fact, grid


def test_the_label_behind_the_number_of_a_row() -> None:
    rows = [["序号", "指标", "2021年", "2022年"], ["4", "利润总额", "5,936", "6,742"]]
    table = grid(rows)
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    mapped = MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {"d1": Document("d1", "docx", "", (table,))}, ())
    found = fact("lead.profit", 6742, quote="6,742", block=0, source="table")
    assert "总额" in labels_of(mapped, replace(found, location=Location(block=0, cell=(1, 3))))


def test_the_label_in_the_second_row_of_headers() -> None:
    rows = [["年度", "经营成果"], ["", "净利润"], ["2021年度", "2,309"], ["2022年度", "2,716"]]
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    paper = Document("d1", "docx", "", (grid(rows),))
    mapped = MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {"d1": paper}, ())
    found = fact("lead.profit", 2716, quote="2,716", block=0, source="table")
    said = labels_of(mapped, replace(found, location=Location(block=0, cell=(3, 1))))
    assert "净利润" in said
    assert "2,309" not in said


def _profits(said: str) -> list[int]:
    """How many values of one profit each group holds, where a table says 净利润 and a sentence says so."""
    rows = [["指标", "2022年"], ["净利润", "943.70"]]
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    mapped = MappedSubmission(
        programme, Occasion.APPLY, 2023, "联合体", {"d1": Document("d1", "docx", "", (grid(rows),))}, ()
    )
    table = replace(fact("lead.profit", 943.7, quote="943.70", source="table"), location=Location(block=0, cell=(1, 1)))
    prose = fact("lead.profit", 934.7, quote=said, document="d2", block=3)
    return [len(group) for group in by_wording(mapped, [[table, prose]])]


def test_all_profit_is_not_what_is_left_after_tax() -> None:
    assert _profits("利润总额934.70万元") == [1, 1]


def test_the_word_total_of_other_figures_says_nothing_of_a_profit() -> None:
    assert _profits("营业总收入2.1亿元，利润934.70万元") == [2]
