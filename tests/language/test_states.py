import pytest

from doccheck.language.states import answer_state

CASES = {
    "blank": [
        "",
        "   \n　",
        "____",
        "＿＿＿＿＿",
        "    年   月   日",
        "2021年 月 日",
        "万元",
        "人",
        "___个，其中：企业___个，高校___个，科研院所___个， 其它___个",
        "个，其中：企业 个",
        "（盖章）",
        "法定代表人（签字）：      年  月  日",
        "□创新型领军企业 □龙头骨干企业 □其它",
        "是□ 否□",
        "自  年  月至  年  月",
        "……",
        "...",
    ],
    "none": [
        "无",
        "无。",
        "暂无",
        "没有",
        "不适用",
        "/",
        "／",
        "—",
        "——",
        "－",
        "N/A",
        "0",
        "0个",
        "（无）",
        "无 ",
        "不涉及",
        "０",
    ],
    "template": [
        "×××",
        "XX有限公司",
        "某某公司",
        "此处填写单位名称",
        "请填写单位全称",
        "示例：两江新区氢能创新联合体",
        "待补充",
        "XX年XX月XX日",
        "{单位名称}",
        "＊＊＊大学",
    ],
    "filled": [
        "重庆两江氢能科技有限公司",
        "2021年9月15日",
        "企业",
        "120人",
        "12个，其中：企业8个，高校2个，科研院所2个",
        "___12___个，其中：企业_8_个",
        "☑创新型领军企业 □其它",
        "是□ 否√",
        "无锡市新材料研究院",
        "无人机系统研发",
        "没有进口依赖的核心材料",
        "0.5",
        "10",
        "由XX大学等六家单位共同承担电池材料的研发任务与中试验证工作",
        "年产值",
        "月球探测",
    ],
}


@pytest.mark.parametrize(("state", "text"), [(state, text) for state, texts in CASES.items() for text in texts])
def test_state_of_an_answer(state: str, text: str) -> None:
    assert answer_state(text) == state


def test_printed_hints_are_no_answer() -> None:
    hint = "(决策执行机制、科技成果归属、利益分配等, 不超过500字)"
    assert answer_state("（决策执行机制、科技成果归属、利益分配等，不超过500字）", [hint]) == "blank"
    assert answer_state(f"{hint}联合体设理事会，实行一家一票。", [hint]) == "filled"
