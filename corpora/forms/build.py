"""Blank official forms, built from the notices: what an applicant downloads, before a word is filled in.

Run ``python corpora/forms/build.py [folder]``; without a folder the forms are written beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from ganzhou import annexes, ganzhou_agreement, ganzhou_application, ganzhou_plan
from paper import ABOVE, Paper


def jiangsu_application() -> Paper:
    """江苏省创新联合体建设试点申请书: cover, information table, plan outline, profiles."""
    paper = Paper()
    paper.line("附件")
    paper.gap(3)
    paper.title("江苏省创新联合体建设试点申请书")
    paper.gap(5)
    paper.blank("创新联合体名称：")
    paper.blank("产业领域：")
    paper.blank("牵头单位：", "（盖章）")
    paper.blank("联系人：")
    paper.blank("联系电话：")
    paper.line("　　填报日期：　　　年　　月　　日", size=16)
    paper.gap(4)
    paper.line("江苏省科学技术厅", size=16, centre=True)
    paper.line("2023 年制", size=16, centre=True)
    paper.page()
    paper.title("基础信息表")
    paper.table(
        [2.6, 1.1, 2.4, 2.6, 1.9, 1.9, 2.1, 2.1],
        [
            [("1.基本信息", 8)],
            [("创新联合体名称", 2), ("", 6)],
            [("产业领域", 2), ("", 2), ("通讯地址", 2), ("", 2)],
            [("创新联合体牵头单位", 2), ("", 2), ("法定代表人", 2), ("", 2)],
            [("领军人才/首席科学家", 2), ("", 2), ("职务/职称", 2), ("", 2)],
            [
                ("创新联合体牵头单位类型", 2),
                ("□创新型领军企业　□龙头骨干企业　□国家级技术创新中心\n□省级技术创新中心　□其它", 6),
            ],
            [("联系人", 2), ("", 2), ("联系电话", 2), ("", 2)],
            [("创新联合体成员情况", 2), ("___个，其中：企业___个，高校___个，科研院所___个， 其它___个", 6)],
            [("2.组织合作情况", 8)],
            [("重点研发方向", 2), ("", 6)],
            [
                "创新联合体成员及分工",
                "序号",
                "单位名称",
                "统一社会信用代码",
                "任务分工",
                "工作职责",
                "近一年销售收入（万元，成员单位为企业填写）",
                "近一年研发投入（万元，成员单位为企业填写）",
            ],
            *([ABOVE, number, "", "", "", "", "", ""] for number in ("1", "2", "3", "...")),
            [("联合体决策及运行机制", 2), ("（决策执行机制、科技成果归属、利益分配等，不超过500字）\n\n\n\n\n", 6)],
            [("3.科技创新基础", 8)],
            [("牵头及成员单位拥有从业人员数", 2), ("人", 2), ("其中:专业技术人员", 2), ("人", 2)],
            [("拥有有效知识产权数量", 2), ("项", 2), ("其中:发明专利", 2), ("项", 2)],
            [
                "牵头及成员单位已建省级以上创新平台",
                "序号",
                ("平台名称", 2),
                "产业领域",
                "级别（国家级/省级）",
                "依托单位",
                "建设时间",
            ],
            *([ABOVE, number, ("", 2), "", "", "", ""] for number in ("1", "2", "3", "...")),
            [
                "牵头及成员单位近三年承担省级以上重大科技计划项目",
                "序号",
                ("项目名称", 2),
                "产业领域",
                "级别（国家级/省级）",
                "实施期",
                "承担单位",
            ],
            *([ABOVE, number, ("", 2), "", "", "", ""] for number in ("1", "2", "3", "...")),
        ],
    )
    paper.page()
    paper.title("江苏省创新联合体建设方案")
    paper.line("（参考提纲）", centre=True)
    paper.heading("一、建设意义及发展方向")
    paper.heading("1.创新联合体建设的意义和必要性；", 2)
    paper.heading(
        "2.建设基础（人才团队、拥有自主知识产权的核心技术、汇聚的创新平台、已开展的研发项目、研发投入情况，"
        "以及目前牵头单位与参与单位合作情况等）；",
        2,
    )
    paper.heading("3.发展定位及分析。", 2)
    paper.heading("二、建设任务及目标")
    paper.line("按年度逐条表述目标任务，包含研发项目计划、团队建设，研发经费投入计划等，要细化、要有量化指标。")
    paper.heading("三、保障措施")
    paper.heading("1.组织架构；", 2)
    paper.heading("2.运行机制（共建共享机制、经费保障机制、协同创新机制、成果与知识产权分配机制等）；", 2)
    paper.heading("3.经费投入与保障措施（政策、资金、硬件等方面的保障）。", 2)
    _jiangsu_profiles(paper)
    return paper


def _jiangsu_profiles(paper: Paper) -> None:
    enterprise = (
        "第一段：企业总体情况，包括地址、上市情况、企业资质（高新技术企业、创新型领军企业、专精特新小巨人企业等）、"
        "员工数量、2022年销售收入等。",
        "第二段：企业技术创新情况，包括研发团队情况（人数、高端人才情况）、研发平台建设情况（工程技术研究中心、"
        "重点实验室等）、研发投入情况、承担科技计划、掌握的核心技术、高端产品情况及市场占有率。",
        "第三段：企业科技成果、荣誉情况，包括知识产权情况、获得的奖项（国家级、省级科学技术奖等）",
    )
    platform = (
        "第一段：平台总体情况，包括建设时间、依托单位等。",
        "第二段：平台技术创新情况，包括研发团队情况（人数、高端人才情况）、研发投入情况、承担科技计划、掌握的核心技术等。",
        "第三段：平台科技成果、荣誉情况，包括知识产权情况、获得的奖项（国家级、省级科学技术奖等）",
    )
    academic = (
        "第一段：团队人数、学历等总体情况等。",
        "第二段：团队主要成员简历、研发方向等。",
        "第三段：团队及主要成员获得的奖项、荣誉等。",
    )
    for title, blocks in (
        ("牵头单位简介（领军企业）", [enterprise]),
        ("牵头单位简介（重大平台）", [platform]),
        ("参与单位简介", [("一、企业", *enterprise), ("二、高校、科研院所", *academic)]),
    ):
        paper.page()
        paper.title(title)
        for block in blocks:
            for text in block:
                paper.line(text)
        paper.line("字数控制在 500 字以内。")


def liangjiang_application() -> Paper:
    """附件1 两江新区产业创新联合体建设申报书: cover, table, declaration."""
    paper = Paper()
    paper.line("附件 1")
    paper.gap(3)
    paper.title("两江新区产业创新联合体建设申报书")
    paper.gap(6)
    paper.blank("申请名称：两江新区", "创新联合体", wide=16)
    paper.blank("所属产业领域：")
    paper.blank("申请单位：", "（盖章）")
    paper.gap(6)
    paper.line("　　　年　　月　　日", size=16, centre=True)
    paper.page()
    paper.table(
        [3.4, 2.4, 2.8, 2.4, 2.4, 2.4],
        [
            ["创新联合体名称", ("", 5)],
            ["产业领域", ("", 2), "技术领域", ("", 2)],
            ["拟开展攻关任务", ("\n\n", 5)],
            [("牵头单位情况", 6)],
            ["企业名称", ("", 5)],
            ["统一社会信用代码", ("", 2), "注册成立时间", ("", 2)],
            ["注册地址", ("", 5)],
            [("近三年销售收入(万元)", 6)],
            ["2018年", "", "2019年", "", "2020年", ""],
            [("近三年研发投入(万元)", 6)],
            ["2018年", "", "2019年", "", "2020年", ""],
            [("市级、国家级创新平台建设情况", 2), ("", 4)],
            [("承担市级、国家级科技计划项目(近三年)", 2), ("", 4)],
            [("专职研发人员(人)", 2), ("", 4)],
            ["创新联合体负责人", "", "职务", "", "电话", ""],
            ["联系人", "", "职务", "", "电话", ""],
            ["成员单位1", ("", 5)],
            ["成员单位2", ("", 5)],
            [".....", ("..... (可自行增加, 列举不超过10家)", 5)],
            [("创新联合主要建设内容(500字以内)", 2), ("\n\n\n\n\n", 4)],
            [
                (
                    "申报材料真实性声明\n本单位提交的申报材料内容真实可靠, 相关数据准确。"
                    "本单位承诺对申报材料的真实性承担法律责任。\n\n"
                    "　　　　　　　　　　　　　***** (加盖单位公章)\n　　　　　　　　　　　　　2021年 月 日",
                    6,
                )
            ],
        ],
    )
    return paper


def liangjiang_plan() -> Paper:
    """附件2 两江新区产业创新联合体建设方案参考提纲."""
    paper = Paper()
    paper.line("附件 2")
    paper.title("两江新区产业创新联合体建设方案")
    paper.line("参考提纲", size=16, centre=True)
    paper.line("创新联合体建设方案包括但不限于以下内容：")
    outline: list[tuple[int, str, str]] = [
        (1, "一、组建单位情况和建设条件", ""),
        (
            2,
            "(一)牵头单位情况。",
            "发起单位在本市、国内外的行业地位，企业研发能力及基础、产学研合作、研发经费投入情况，研发平台建设等情况。",
        ),
        (2, "(二)成员单位情况。", "主要参与的高校院所、大中小企业等成员单位基本情况，可列举 5-10 家。"),
        (
            2,
            "(三)现有基础条件。",
            "创新联合体主攻方向的产业集群规模、地位，对经济与财政的贡献，中小企业发展，产业技术创新能力等。",
        ),
        (1, "二、发展目标和主要任务", ""),
        (
            2,
            "(一)建设必要性分析。",
            "分析产业发展的方向、技术瓶颈，产业上下游中小企业的创新需求，目前创新体系对产业“卡脖子”技术或产业前沿技术"
            "问题的解决存在局限等问题，提出建设创新联合体的必要性。",
        ),
        (2, "(二)发展目标。", "提出创新联合体近期目标(3年内)，中远期目标（5年及以上）。"),
        (
            2,
            "（三）主要任务。",
            "重点突出产业关键核心技术攻关计划、协同创新机制、资源共享机制的建设等内容。可以参考突破一批关键核心技术、"
            "承担一批重大科技项目、建设一批重大科研平台、取得一批重大科技成果、实现一批成果转化应用、建立一批行业标准"
            "“六个一”的建设方向，进行重点组织和布局。",
        ),
        (1, "三、组织架构、管理体制与运行机制", ""),
        (2, "（一）组织架构", ""),
        (2, "（二）管理体制", ""),
        (2, "（三）运行机制", "主要是介绍产业创新联合体的章程、制度、联合体组织方式、运营模式等。"),
        (
            1,
            "四、附件",
            "附件一般包括组建联合体的成员单位、协议（合同）；联合体的章程、协议；核心技术攻关清单；重大创新平台"
            "（国家重点实验室、国家工程研究中心、国家技术创新中心等）等清单。",
        ),
    ]
    for level, heading, text in outline:
        paper.heading(heading, level)
        if text:
            paper.line(text)
    return paper


def outline_only(title: str, headings: list[tuple[int, str]]) -> Paper:
    """A plan's outline for a programme whose notice prints no form: its own headings and nothing below them."""
    paper = Paper()
    paper.title(title)
    for level, heading in headings:
        paper.heading(heading, level)
    return paper


def chongqing_plan() -> Paper:
    """The headings of the 2024 plan of Chongqing that an applicant's plan must answer."""
    return outline_only(
        "重庆市产业创新综合体建设方案",
        [
            (1, "一、功能定位"),
            (1, "二、发展目标"),
            (1, "三、建设运行机制"),
            (1, "四、技术创新与供给"),
            (1, "五、创新成果转移转化"),
            (1, "六、赋能产业发展"),
            (1, "七、要素支撑"),
        ],
    )


def yongchuan_plan() -> Paper:
    """The headings that Yongchuan's notice asks of 创新联合体组建方案."""
    return outline_only(
        "重庆市永川区×××创新联合体组建方案",
        [
            (1, "一、功能定位"),
            (1, "二、组织架构"),
            (1, "三、运行机制"),
            (1, "四、建设发展目标"),
            (1, "五、主要任务"),
            (2, "（一）搭建技术交流平台"),
            (2, "（二）组织重大关键核心技术攻关"),
            (2, "（三）共同推进重大成果转移转化"),
            (2, "（四）共建共享创新平台载体"),
            (2, "（五）共同探索创新体制机制"),
        ],
    )


def forms() -> dict[str, Paper]:
    """Every form by its path below the folder."""
    return {
        "jiangsu-2023/江苏省创新联合体建设试点申请书.docx": jiangsu_application(),
        "liangjiang-2021/附件1 两江新区产业创新联合体建设申报书.docx": liangjiang_application(),
        "liangjiang-2021/附件2 两江新区产业创新联合体建设方案.docx": liangjiang_plan(),
        "ganzhou-2022/赣州市产业科技创新联合体组建申请表.docx": ganzhou_application(),
        "ganzhou-2022/赣州市产业科技创新联合体组建协议.docx": ganzhou_agreement(),
        "ganzhou-2022/组建方案大纲.docx": ganzhou_plan(),
        **{f"ganzhou-2022/{name}.docx": paper for name, paper in annexes().items()},
        "chongqing-2024/综合体建设方案提纲.docx": chongqing_plan(),
        "yongchuan-2023/创新联合体组建方案提纲.docx": yongchuan_plan(),
    }


def main() -> None:
    """Write every form."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, paper in forms().items():
        paper.save(folder / name)
        print(folder / name)


if __name__ == "__main__":
    main()
