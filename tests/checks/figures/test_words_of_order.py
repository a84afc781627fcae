"""N005: words of order, use before making and what is told at a meeting, and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated

WRONG = [
    "各方于2023年5月10日签署协议。签署之后，秘书处随即于2023年3月26日启用印章。",
    "示范线2025年6月建成通水，随后于2025年3月开展连续运行考核。",
    "2023年8月15日召开成立大会；会后，大会决议于2023年8月3日印发各单位。",
    "平台于2024年10月通过验收，此前已于2024年12月完成单机试车。",
    "理事会于2023年6月8日召开会议，会上，两家企业汇报了2023年6月20日已经完成的首轮流片。",
    "首台样机定于2025年9月完成总装；利用该样机进行的耐久试验安排在2025年2月至2025年6月。",
    "我院台架系新建，2021年8月竣工启用。该台架启用以来任务饱满，2019年承担外部试验12项。",
]
RIGHT = [
    "各方于2023年3月10日签署协议。签署之后，秘书处随即于2023年3月26日启用印章。",
    "示范线2025年6月建成通水，此前已于2025年3月完成单机试车。",
    "2023年4月签署协议，之后各方对2022年6月形成的成果进行了盘点。",
    "2023年4月签署协议，随后追认2023年2月召开的预备会议。",
    "理事会于2023年6月8日召开会议，会上汇报了2023年5月20日已经完成的流片，并讨论了2023年9月的路演。",
    "我院台架2021年8月竣工启用。该台架2019年获批立项，2020年完成设计。",
    "首台样机2021年8月下线，该样机2020年启动设计；二期改造后2022年复产。",
    "公司2018年成立，现有员工200人，此前于2021年获批省级中心。",
]


@pytest.mark.parametrize("line", WRONG)
def test_dates_against_the_words_between_them(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, profile=["一、概况", line])
    assert all(place.quote in line for place in finding.evidence)


@pytest.mark.parametrize("line", RIGHT)
def test_dates_that_go_with_the_words(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, profile=["一、概况", line]) == []
