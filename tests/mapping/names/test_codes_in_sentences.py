"""A credit code in a sentence belongs to the unit it is told of, not to the works from which that was founded."""

from __future__ import annotations

import pytest

from doccheck.document import Paragraph
from doccheck.mapping.model import Part, Passage
from doccheck.mapping.names.registered import registered
from doccheck.programme.schema import Role

CODE = "91500112305N71K424"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"重庆国翎动力有限公司，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"国翎2014年由集团原航空发动机修理厂动力事业部改制设立，统一社会信用代码{CODE}。", []),
        (f"甲方：重庆国翎动力有限公司；乙方至丁方为其余三家（栎擎伺服统一社会信用代码{CODE}）。", []),
        (f"重庆国翎动力有限公司（牵头单位，其统一社会信用代码{CODE}）。", ["重庆国翎动力有限公司"]),
        (f"重庆国翎动力有限公司，系创业板上市公司，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
        (f"项目由重庆国翎动力有限公司承担，统一社会信用代码{CODE}。", ["重庆国翎动力有限公司"]),
    ],
)
def test_the_code_behind_a_forerunner_is_not_its_own(text: str, names: list[str]) -> None:
    part = Part("d1.0", "d1", Role.LEAD_PROFILE, Passage("d1", (Paragraph(text),)))
    assert [entry.name for entry in registered([part])] == names
