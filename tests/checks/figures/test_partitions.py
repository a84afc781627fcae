"""Lists that declare themselves to be all of a total, whatever their items are called."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.enumerations import enumerations


@pytest.mark.parametrize(
    "text",
    [
        "现持有效知识产权131件，三类合计而来：发明专利28件、实用新型82件、外观设计31件。",
        "全员765人，依次为驾驶员402人、仓储作业218人、技术与管理155人；里头专职研发36人。",
        "专职科研人员760人，高级职称312人、中级388人，余下80人为初级及以下。",
        "该课题下设三个专题：水产保鲜1,120万元、疫苗恒温950万元、多温区控制600万元，合计2,570万元。",
        "建成示范线9条，分别为水产4条、果蔬3条、医药3条。",
        "乙方自筹1,200万元，现金850万元、设备折价450万元。",
        "现有职工275人，其中管理岗52人、技术岗88人、操作岗145人。",
        "设备60台，由车床20台、铣床25台、磨床18台组成。",
        "客户48家，分为整车厂20家、零部件厂18家、科研单位12家。",
        "授权专利241件；授权专利按类型分，发明、实用新型、外观设计依次为126件、98件、21件。",
        "现有员工210人，管理、技术、生产分别为20人、60人、140人。",
        "从业人员486人，按学历划分，博士31人、硕士176人、本科241人、大专及以下48人；按岗位划分，技术人员352人。",
        "教师402人，其中教授副教授138人、讲师171人、实验人员113人。",
        "总投入9,800万元，其中申请区级财政资金2,000万元、成员单位自筹7,600万元。",
        "甲线投入300万元、乙线投入260万元、丙线投入180万元，三项合计700万元。",
    ],
)
def test_a_declared_list_must_make_its_total(text: str) -> None:
    assert len(list(enumerations(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "现持有效知识产权141件，三类合计而来：发明专利28件、实用新型82件、外观设计31件。",
        "员工153人，本科以上90人、研发人员80人。",
        "授权专利60件，近三年分别新增发明8件、实用新型10件、外观设计12件。",
        "示范线9条，其中水产4条、果蔬2条。",
        "企业5家，高校2家，科研院所1家，其他1家。",
        "现有创新平台11个，其中国家级1个、市级4个、区级5个。",
        "设备60台，分别为车床20台、铣床25台等。",
        "牵头单位投入3,000万元，另有乙方投入500万元、丙方投入300万元，合计800万元。",
        "授权专利245件；授权专利按类型分，发明、实用新型、外观设计依次为126件、98件、21件。",
        "员工210人，研发、技术、生产分别为20人、60人、120人等。",
        "从业人员496人，按学历划分，博士31人、硕士176人、本科241人、大专及以下48人；按岗位划分，技术人员352人。",
        "教师402人，其中教授副教授138人、讲师171人。",
        "主机国产化率达92%，分别为电机95%、减速器88%、轴承93%。",
    ],
)
def test_what_is_right_open_or_no_list_of_parts_is_left_alone(text: str) -> None:
    assert not list(enumerations(text))


def test_posts_of_which_the_last_counts_the_others_are_added_up_and_units_beside_the_lead_are_no_whole() -> None:
    staff = "2023年末职工412人，按岗位划分：专职研发98人、生产制造206人、市场营销48人、管理及其他{}人。"
    assert [hit.total for hit in enumerations(staff.format(70))] == [412.0]
    assert not list(enumerations(staff.format(60)))
    units = "联合体由牵头单位甲公司与{}6家单位组成，按法人性质划分，企业5家，高校1家，院所1家。"
    assert not list(enumerations(units.format("另外")))
