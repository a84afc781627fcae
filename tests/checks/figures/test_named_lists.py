"""N002: names that are not as many as their sentence says, and seats that do not make their council."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.named_lists import misdealt, misnamed


@pytest.mark.parametrize(
    ("text", "said", "named"),
    [
        ("首批设立中试验证点3处，分别设在镇江、徐州、无锡和南京，由试验课题统一管理。", 3, 4),
        ("（二）设立4个专门工作组，即总体组、材料组、刀具组、涂层组、验证组，组长由牵头单位指定。", 4, 5),
        ("建设五个实验室，分别为力学室、热工室、电气室、环境室。", 5, 4),
    ],
)
def test_names_are_as_many_as_said(text: str, said: int, named: int) -> None:
    assert [(one, counted[0]) for one, counted, _ in misnamed(text)] == [(said, named)]


@pytest.mark.parametrize(
    "text",
    [
        "首批设立中试验证点4处，分别设在镇江、徐州、无锡和南京。",
        "设三个工作组，即总体组、材料和工艺组、验证组。",
        "设3个工作组，即总体组、材料组、工艺和验证组。",
        "设4个工作组，即总体组、材料组、工艺和验证组。",
        "建有平台5个，分别为企业技术中心、工程实验室、工作站等。",
        "建有平台7个，分别为企业技术中心、工程实验室、工作站。",
        "第3个月，分别为甲、乙、丙、丁方拨款。",
    ],
)
def test_names_that_may_be_so_many(text: str) -> None:
    assert list(misnamed(text)) == []


COUNCIL = "联合体设管理委员会，由{}名委员组成，其中甲方委派3名，乙方、丙方、丁方各委派1名，戊方、己方、庚方各委派1名。"


def test_seats_make_their_council() -> None:
    assert [(said, counted[0]) for said, counted, _ in misdealt(COUNCIL.format(11))] == [(11, 9)]
    assert list(misdealt(COUNCIL.format("九"))) == []


def test_seats_of_those_who_are_not_counted() -> None:
    assert list(misdealt("管理委员会由9名委员组成，其中牵头单位委派2名，其他各方各委派1名。")) == []
    assert list(misdealt("理事会由9名理事组成，甲方委派2名，乙方、丙方各委派1名，另聘社会专家若干。")) == []


NAMED_TASKS = "共设课题{}项，分别为“柔性拆解”（甲牵头，乙、丙参与）、“残值评估”（乙牵头）、“短程回收”（丙牵头）{}。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NAMED_TASKS.format(4, ""), 1),
        (NAMED_TASKS.format(3, ""), 0),
        (NAMED_TASKS.format(4, "等"), 0),
        (NAMED_TASKS.format(9, ""), 0),
        ("承担课题3项，“柔性拆解”、“残值评估”由我方牵头，“短程回收”由乙方牵头。", 0),
        ("承担课题3项：“柔性拆解”、“残值评估”由我方牵头，“短程回收”由乙方牵头。", 0),
        ("承担课题3项，“柔性拆解”、“残值评估”。", 0),
    ],
    ids=["one too few", "right", "not all", "of something else", "some, then others", "some behind a colon", "examples"],
)
def test_names_in_quotation_marks_are_counted(text: str, told: int) -> None:
    assert len(list(misnamed(text))) == told
