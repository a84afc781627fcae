"""V001, V002 and V003 on scans, Word files with pictures and signed PDF files: what is seen is judged, no more."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image

import doccheck
from doccheck.checks.seals.undated import undated_signatures
from doccheck.checks.seals.unseen import unseen_seals
from doccheck.checks.seals.unsigned import unseen_signatures
from doccheck.findings import Finding
from doccheck.intake.limits import ParseLimits
from doccheck.intake.reading import parse_file
from doccheck.mapping.pipeline import map_submission
from doccheck.programme.loader import load
from tests.parsers.marks.signed import add_field, sign
from tests.parsers.marks.stamped import Scan, pdf
from tests.parsers.pdf.pdf_files import Sheet
from tests.submissions import write
from tests.texts import JIANGSU_AGREEMENT, lines

FIRST, SECOND, STRANGER = "无锡锐锋数控装备股份有限公司", "东南大学", "南京华瑞生物医药有限公司"
BODY = lines(JIANGSU_AGREEMENT, without=("signatures",))
CITY = [line.replace("江苏省高端数控装备", "赣州市稀土新材料科技").replace("江苏省", "赣州市") for line in BODY]
PLACES = ((105.0, 62.0), (105.0, 122.0))
"""Where the two parties' seals stand on a signing page, in millimetres."""


class Signing(Scan):
    """A page to sign: a picture of the paper and what was set on it, below printed words that need no recogniser."""

    def __init__(self, persons: Sequence[str] = ("", ""), date: str = "2023年8月1日") -> None:
        super().__init__()
        self.rows: list[tuple[float, str]] = []
        for at, (letter, unit) in enumerate((("甲", FIRST), ("乙", SECOND))):
            rows = (f"{letter}方（盖章）：{unit}", f"法定代表人（签字）：{persons[at]}", f"日期：{date}")
            self.rows += [(50 + 60 * at + 12 * row, words) for row, words in enumerate(rows)]

    def paint(self, sheet: Sheet) -> None:
        super().paint(sheet)
        for y, words in self.rows:
            sheet.text(30 * 72 / 25.4, (y + 5) * 72 / 25.4, words, 14)

    def scanned(self) -> Signing:
        """The same page with its words in the picture, as a scanner gives it."""
        for y, words in self.rows:
            self.text(30, y, words)
        self.rows = []
        return self


def signing_page(persons: Sequence[str] = ("", ""), date: str = "2023年8月1日") -> Signing:
    return Signing(persons, date)


def sealed(page: Signing, *units: str) -> Signing:
    for at, (unit, (x, y)) in enumerate(zip(units, PLACES, strict=False)):
        page.seal(x + 35, y, unit, seed=at + 1)
    return page


_CHECKS = {"V001": unseen_seals, "V002": unseen_signatures, "V003": undated_signatures}


def found(source: Path, code: str, programme: str = "jiangsu-2023") -> list[Finding]:
    """What a check finds in a file, read in this process, so that the recogniser is loaded once for all tests."""
    kind = source.suffix[1:]
    document = parse_file(kind, source, source.name, kind, "", ParseLimits())
    mapped = map_submission({"d1": document}, load(programme), "submission")
    return [one for one in _CHECKS[code](mapped) if one.requirement == "agreement.signatures"]


def scan(folder: Path, page: Scan, body: Sequence[str] = BODY) -> Path:
    return pdf(folder / "组建协议.pdf", body, page)


def test_a_page_sealed_by_every_party_has_no_finding(tmp_path: Path) -> None:
    assert found(scan(tmp_path, sealed(signing_page(), FIRST, SECOND)), "V001") == []


def test_a_scan_is_read_and_its_seals_and_writing_are_seen(tmp_path: Path) -> None:
    page = sealed(signing_page(), FIRST, SECOND).signature(82, 59).signature(82, 119, seed=8).scanned()
    source = scan(tmp_path, page, CITY)
    assert found(source, "V001", "ganzhou-2022") == []
    assert found(source, "V002", "ganzhou-2022") == []


def test_a_scanned_page_without_a_seal_is_an_error(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page()), "V001")
    assert one.severity.value == "error"
    assert "没有看到印章" in one.message


def test_the_matrix_shows_the_row_without_a_seal(tmp_path: Path) -> None:
    report = doccheck.check(scan(tmp_path, signing_page().scanned()), "jiangsu-2023")
    (one,) = [one for one in report.findings if one.code == "V001" and one.requirement == "agreement.signatures"]
    assert one.severity.value == "error"
    (row,) = [row for row in report.matrix if row.id == "agreement.signatures"]
    assert row.status.value == "not_met"


def test_a_red_letterhead_is_no_seal(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page().letterhead("高端数控装备创新联合体")), "V001")
    assert "没有看到印章" in one.message


def test_the_party_whose_seal_is_wanting_is_named(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, sealed(signing_page(), FIRST)), "V001")
    assert one.severity.value == "error"
    assert "只看到1枚印章" in one.message
    assert SECOND in one.message
    assert f"“{FIRST}”" not in one.message


def test_a_stranger_s_seal_is_told_by_its_name(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, sealed(signing_page(), STRANGER)), "V001")
    assert one.severity.value == "error"
    assert STRANGER in one.message
    assert one.evidence[0].location.page == 2


def test_a_seal_whose_name_cannot_be_read_is_nobody_s_but_counts(tmp_path: Path) -> None:
    page = signing_page()
    for at, (x, y) in enumerate(PLACES):
        page.seal(x + 35, y, "＊" * 10, seed=at)
    assert found(scan(tmp_path, page), "V001") == []


def test_a_text_only_pdf_cannot_be_judged(tmp_path: Path) -> None:
    (one,) = found(pdf(tmp_path / "组建协议.pdf", BODY, JIANGSU_AGREEMENT["signatures"]), "V001")
    assert one.severity.value == "info"
    assert "无法判断" in one.message


def test_a_copy_without_colours_cannot_be_judged(tmp_path: Path) -> None:
    page = signing_page()
    page.grey()
    (one,) = found(scan(tmp_path, page), "V001")
    assert one.severity.value == "info"


def test_a_seal_on_another_page_leaves_a_text_page_unjudged(tmp_path: Path) -> None:
    photo = Scan().lines("营业执照", y=60).seal(120, 200, FIRST)
    (one,) = found(pdf(tmp_path / "组建协议.pdf", BODY, JIANGSU_AGREEMENT["signatures"], photo), "V001")
    assert one.severity.value == "info"


def test_signed_by_hand(tmp_path: Path) -> None:
    page = signing_page().signature(82, 59).signature(82, 119, seed=8)
    assert found(scan(tmp_path, page, CITY), "V002", "ganzhou-2022") == []


def test_a_scanned_page_that_nobody_signed_is_an_error(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page(), CITY), "V002", "ganzhou-2022")
    assert one.severity.value == "error"
    assert "没有看到法定代表人的手写签名" in one.message


def test_printed_names_are_no_signatures_and_no_proof_of_their_absence(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page(("赵启明", "钱文博")), CITY), "V002", "ganzhou-2022")
    assert one.severity.value == "info"
    assert "2处打印了姓名" in one.message


def test_writing_beside_its_place_leaves_it_unjudged(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page().signature(130, 78), CITY), "V002", "ganzhou-2022")
    assert one.severity.value == "info"


def test_one_signature_of_two_is_for_a_person_to_judge(tmp_path: Path) -> None:
    (one,) = found(scan(tmp_path, signing_page().signature(82, 59), CITY), "V002", "ganzhou-2022")
    assert one.severity.value == "info"
    assert "看到1处签名" in one.message


@pytest.mark.parametrize(("date", "count"), [("2023年8月1日", 0), ("     年    月    日", 1)])
def test_a_blank_date_on_a_scan(tmp_path: Path, date: str, count: int) -> None:
    assert len(found(scan(tmp_path, signing_page(date=date)), "V003")) == count


def unsigned_text(folder: Path) -> Path:
    return pdf(folder / "组建协议.pdf", CITY, JIANGSU_AGREEMENT["signatures"])


def test_a_field_that_nobody_signed_says_nothing(tmp_path: Path) -> None:
    source = unsigned_text(tmp_path)
    add_field(source, page=1, signed=False)
    (one,) = found(source, "V001", "ganzhou-2022")
    assert one.severity.value == "info"


def test_a_broken_electronic_signature_is_said_to_be_broken(tmp_path: Path) -> None:
    source = sign(unsigned_text(tmp_path), FIRST, page=1)
    source.write_bytes(source.read_bytes() + b"\n1 0 obj\n<< >>\nendobj\n")
    (one,) = found(source, "V001", "ganzhou-2022")
    assert one.severity.value == "error"
    assert "已失效" in one.message
    assert FIRST in one.message


def test_a_whole_electronic_signature_is_a_seal_and_counts_as_one_signature(tmp_path: Path) -> None:
    source = sign(unsigned_text(tmp_path), FIRST, page=1)
    assert found(source, "V001", "ganzhou-2022") == []
    (one,) = found(source, "V002", "ganzhou-2022")
    assert (one.severity.value, "看到1处签名" in one.message) == ("info", True)


def word(folder: Path, picture: Image.Image, wide: float) -> Path:
    """The agreement as a Word file with a picture behind its places to sign."""
    target = write(folder, {"组建协议.docx": lines(JIANGSU_AGREEMENT)}) / "组建协议.docx"
    file = docx.Document(str(target))
    held = BytesIO()
    picture.save(held, "PNG")
    file.add_picture(held, width=Mm(wide))
    file.save(str(target))
    return target


def test_a_picture_of_a_seal_in_a_word_file_is_seen(tmp_path: Path) -> None:
    assert found(word(tmp_path, Scan(46, 46).seal(23, 23, FIRST).image, 46), "V001") == []


def test_a_stranger_s_seal_in_a_word_file_is_told(tmp_path: Path) -> None:
    (one,) = found(word(tmp_path, Scan(46, 46).seal(23, 23, STRANGER).image, 46), "V001")
    assert one.severity.value == "error"
    assert STRANGER in one.message


def test_another_picture_in_a_word_file_leaves_it_unjudged(tmp_path: Path) -> None:
    (one,) = found(word(tmp_path, Scan(60, 30).letterhead("创新").image, 60), "V001")
    assert one.severity.value == "info"


def test_a_picture_of_the_signing_page_in_a_word_file_shows_that_nothing_was_sealed(tmp_path: Path) -> None:
    (one,) = found(word(tmp_path, signing_page().scanned().image, 150), "V001")
    assert one.severity.value == "error"
    assert "没有看到印章" in one.message
