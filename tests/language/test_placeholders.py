import itertools

import pytest

from doccheck.language.placeholders import find

FOUND = [
    ("赣州市×××科技创新联合体", "×××", "crosses"),
    ("XX大学负责材料研究。", "XX", "crosses"),
    ("牵头单位：xxx有限公司", "xxx", "crosses"),
    ("（XXXX单位）", "XXXX", "crosses"),
    ("20XX年完成建设", "20XX", "crosses"),
    ("秘书处电话：023-××××××××", "××××××××", "crosses"),
    ("于×年×月×日签订", "×年×月×日", "crosses"),
    ("预计投入XX万元", "XX", "crosses"),
    ("ＸＸ公司", "ＸＸ", "crosses"),
    ("***单位作为牵头单位", "***", "stars"),
    ("成立赣州市****科技创新联合体", "****", "stars"),
    ("＊＊＊公司", "＊＊＊", "stars"),
    ("双方约定违约金为＿＿＿万元。", "＿＿＿", "blank"),
    ("支付违约金的计算方法：____。", "____", "blank"),
    ("本协议有效期____年。", "____", "blank"),
    ("编写说明：每章不少于500字，写完后删去本行", "编写说明：每章不少于500字，写完后删去本行", "template_note"),
    ("此处填写牵头单位的基本情况。", "此处填写牵头单位的基本情况", "instruction"),
    ("（此处插入组织架构图）", "此处插入组织架构图", "instruction"),
    ("【此处补充技术路线】", "【此处补充技术路线】", "braces"),
    ("请填写单位全称", "请填写单位全称", "instruction"),
    ("（请简要介绍研发平台情况）", "请简要介绍研发平台情况", "instruction"),
    ("单击此处输入文字", "单击此处输入文字", "instruction"),
    ("单击或点击此处输入文字。", "单击或点击此处输入文字", "instruction"),
    ("点击此处添加标题", "点击此处添加标题", "instruction"),
    ("（填写说明：本栏由牵头单位填写）", "（填写说明：本栏由牵头单位填写）", "template_note"),
    ("填写要求：不超过500字", "填写要求：不超过500字", "template_note"),
    ("模板说明：本部分可删除", "模板说明：本部分可删除", "template_note"),
    ("组建协议（模版）", "（模版）", "template_note"),
    ("示例：某公司成立于2001年", "示例：", "example"),
    ("（示例：研发投入1000万元）", "示例：", "example"),
    ("由{单位名称}牵头", "{单位名称}", "braces"),
    ("由{{lead_name}}牵头", "{{lead_name}}", "braces"),
    ("由<单位名称>牵头组建", "<单位名称>", "braces"),
    ("由＜牵头单位＞负责", "＜牵头单位＞", "braces"),
    ("负责人：【请填姓名】", "【请填姓名】", "braces"),
    ("金额为【 】万元", "【 】", "braces"),
    ("经费安排：待补充", "待补充", "pending"),
    ("（待定）", "待定", "pending"),
    ("第二年经费待定。", "待定", "pending"),
    ("（待完善）", "待完善", "pending"),
    ("研发经费：TBD", "TBD", "pending"),
    ("某某公司负责攻关任务", "某某公司", "mock_name"),
    ("某某大学材料学院", "某某大学", "mock_name"),
    ("由●●公司牵头", "●●", "braces"),
]

NOT_FOUND = [
    "采用XX-200型传感器",
    "AXX系列控制器",
    "型号XXL的防护服",
    "外形尺寸为2×3×4米",
    "数量×单价＝金额",
    "联系电话：138****1234",
    "身份证号：5001**********1234",
    "电话 138XXXX1234",
    "法定代表人（签字）：____________",
    "甲方（盖章）：＿＿＿＿＿＿",
    "日期：____年__月__日",
    "____年____月____日",
    "创新联合体名称：__两江新区氢能创新联合体__",
    "甲方（牵头企业）：__重庆垚程农业机械有限公司__（以下简称“垚程农机”）",
    "编写说明：本方案按大纲分为8章，表按章编号。",
    "____________________________",
    "********************",
    "相关机制有待完善。",
    "部分工艺尚待补充验证。",
    "等待确认后实施",
    "采用待定系数法求解",
    "员工待遇优厚",
    "请各单位认真填写申报材料",
    "由秘书处提请补充协议",
    "《创新联合体章程》",
    "比例（>=60% 10分，<30%1分）",
    "集合{1, 2, 3}",
    "显著性p<0.05**",
    "面积4*10平方米",
    "典型案例：两江新区氢能项目",
    "开展示范应用：建成三条产线",
    "XXIII号决议",
    "函数 __init__ 的实现",
    "【技术路线】分三步走",
    "创新能力待提升，仍待完善",
    "XX3000型",
    "命名为“重庆市永川区新材料创新联合体”",
    "■ 项目一",
]


@pytest.mark.parametrize(("text", "written", "kind"), FOUND)
def test_template_text_is_found_with_its_place(text: str, written: str, kind: str) -> None:
    assert [(text[start:end].strip(), k) for start, end, k in find(text)] == [(written, kind)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_places_are_in_order_and_never_overlap() -> None:
    text = "由×××公司（此处填写×××名称）牵头，违约金＿＿＿万元，{单位名称}"
    found = find(text)
    assert len(found) == 4
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))


def test_long_lines_take_linear_time() -> None:
    text = "研发投入持续增长，请各单位予以支持。" * 20000
    assert find(text) == []
