"""Template text left standing: ×××, ＿＿＿, “此处填写…”, {单位名称}, 待补充, 某某公司 and their like.

What merely looks like it is left alone: product codes (XX-200), products and sizes (2×3×4, XXL), masked numbers
(138****1234), blanks of signature and date lines, prose that says that something is still to be improved.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from doccheck.language.patterns import lazy

Kind = Literal["crosses", "stars", "blank", "instruction", "example", "braces", "pending", "mock_name", "template_note"]


class Placeholder(NamedTuple):
    """``start:end`` of the text is template text of this ``kind``."""

    start: int
    end: int
    kind: Kind


_X = "[Xx×✕╳ＸｘХ]"
_WORDISH = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
_CROSSES = lazy(
    rf"(?<![{_WORDISH}×.\-])(?:20{_X}{{2}}(?= ?[年—\-])|{_X} ?年 ?{_X}{{1,2}} ?月(?: ?{_X}{{1,2}} ?日)?|{_X}{{2,}})"
    rf"(?![{_WORDISH}×]|-\d|-[A-Z]|[/.]\d)"
)
_NUMBER_CROSSES = lazy(rf"(?<=\d[-—－]){_X}{{7,8}}(?![{_WORDISH}])")
"""A telephone number of which only the area code is filled in."""
_STARS = lazy(rf"(?<![{_WORDISH}*＊)）%％])[*＊]{{2,}}(?![{_WORDISH}*＊])")
_BLANK = lazy(r"(?<![A-Za-z0-9_＿])[_＿](?:[_＿]|[ 　](?=[_＿])){1,}(?![A-Za-z0-9_＿])")
_INSTRUCTION = lazy(
    r"此处[^，。；、\n]{0,4}?(?:填写|填入|填报|插入|添加|输入|粘贴|补充|描述|说明|概述|列出|附上|放置)[^，。；\n）)】\]}]{0,24}"
    r"|(?:单击|点击|双击)(?:或(?:单击|点击))?(?:此处|这里)[^，。；\n）)】\]]{0,24}"
    r"|请(?:您|在此处?|在这里|如实|据实|按实际情况?|根据实际情况?|自行|逐条|逐项)?(?:填写|填入|输入|插入|补充(?!协议|条款|规定)|注明|列出|列举"
    r"|详细(?:说明|描述|填写|介绍|阐述)|简要(?:说明|描述|介绍|填写|阐述)|概述|简述|另附页?|在[□☐]内打?[√勾])[^，。；\n）)】\]]{0,30}"
)
_BEFORE_REQUEST = lazy(r"(?:^|[\s（(【\[“\"：:，。；、>…*＊_＿])$")
_NOTE = lazy(
    r"[（(【\[〔]\s*(?:填[写报表]|编[写制]|撰写|模[板版]|写作)(?:说明|要求|提示|示例|指南|内容|建议)?\s*[：:，,][^）)】\]〕\n]*[）)】\]〕]"
    r"|(?:^|(?<=\n))\s*(?:填写|编写|撰写|写作)(?:说明|要求|提示|示例|指南)\s*[：:](?![^\n]*(?:本方案|本文件|本材料|文中|均指))[^\n]*"
    r"|模[板版]说明(?:\s*[：:][^\n]*)?|[（(【]\s*(?:模[板版]|样[本式]|范本|范文|填写样例)\s*[）)】]|本(?:模[板版]|范本)(?:仅供|供|为)?[^，。\n]{0,12}"
    r"|(?i:lorem ipsum)[^\n]*"
)
_EXAMPLE = lazy(r"(?:^|(?<=[\n（(【\[。；]))[ 　]*(?:填写)?(?:示例|范例|样例|参考示例|举例)\s*\d*\s*[：:]")
_BRACES = lazy(
    r"\$?[{｛]{1,2}\s*(?=[^{}｛｝\n]*(?:[\u4e00-\u9fff]|[A-Za-z_]{3}))[\w\u4e00-\u9fff ./:：\-]{2,30}\s*[}｝]{1,2}"
    r"|[<＜](?!/)(?=[^<>＜＞]*[\u4e00-\u9fff])[^<>＜＞\d，。；=≤≥\n]{2,20}[>＞]"
    r"|[【\[〔]\s*(?:请|此处|在此|待)[^】\]〕\n]{1,24}[】\]〕]|[【\[][^】\]\n]{0,16}(?:填写|填入|插入|待补|待定|待填)[^】\]\n]{0,8}[】\]]"
    r"|[【\[][ 　●•*＊_＿xX×]+[】\]]|●{2,}|■{3,}|◆{3,}"
)
_PENDING = lazy(
    r"(?<![有尚亟急仍还都期等以需接招对看优])待(?:补充|补|定|填写?|明确|录入)(?!期|位|遇|命|业|系数|充分|点|于|制|贴|格|点|价|岗)(?=$|[\s）)】\]。，；、：:/|.,])"
    r"|(?:(?<=[（(【\[：:])|(?<=^)|(?<=\n))\s*待(?:完善|确认|核实|更新|提供|添加|插入|审定|落实)(?=$|[\s）)】\]。，；])"
    r"|(?<![A-Za-z])(?:TBD|TBC|TODO|tbd)(?![A-Za-z])"
)
_MOCK = lazy(r"某某[\u4e00-\u9fff]{0,8}?(?:公司|大学|学院|研究[院所]|单位|企业|集团|医院|中心|平台|实验室)|某某")
_SIGNING = lazy(
    r"签[字名章署]|盖章|公章|法定代表人|授权代表|委托代理人|负责人|日期|[_＿ ]年[_＿ ]*月"
    r"|^[_＿\s]*年[_＿\s]*月[_＿\s]*日?"
)
_FILLED = lazy(r"[：:]\s*[_＿]+\s*[^_＿\s：:（(。，；、.,;][^_＿：:]*[_＿]*\s*$")
_UNDERLINED = lazy(
    r"[：:]\s?[_＿]{1,6}\s?[一-鿿A-Za-z0-9][^_＿\n：:]{3,40}(?<!号码)(?<!地址)(?<!电话)(?<!邮箱)(?<!名称)(?<!日期)[_＿]{1,6}"
)
"""What was filled in between the strokes of a blank: 甲方：__重庆某某有限公司__（以下简称…."""
_RULE = lazy(r"\s*(?:[_＿]{15,}|[*＊]{4,}|[xX×]{12,})\s*")


def find(text: str) -> list[tuple[int, int, Kind]]:
    """Template text in ``text``, in order and without overlaps, as (start, end, kind)."""
    found: list[Placeholder] = []
    found += [Placeholder(*m.span(), "template_note") for m in _NOTE.finditer(text)]
    found += [Placeholder(*m.span(), "braces") for m in _BRACES.finditer(text)]
    for match in _INSTRUCTION.finditer(text):
        request = match.group().startswith("请")
        if not request or _BEFORE_REQUEST.search(text[: match.start()]):
            found.append(Placeholder(*match.span(), "instruction"))
    found += [Placeholder(*m.span(), "example") for m in _EXAMPLE.finditer(text)]
    found += [Placeholder(*m.span(), "pending") for m in _PENDING.finditer(text)]
    found += [Placeholder(*m.span(), "mock_name") for m in _MOCK.finditer(text)]
    for kind, pattern in (("crosses", _CROSSES), ("crosses", _NUMBER_CROSSES), ("stars", _STARS)):
        for match in pattern.finditer(text):
            if not _RULE.fullmatch(_line(text, match.start())):
                found.append(Placeholder(*match.span(), kind))  # type: ignore[arg-type]
    filled = [m.span() for m in _UNDERLINED.finditer(text)] if "_" in text or "＿" in text else []
    for match in _BLANK.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in filled):
            continue
        line = _line(text, match.start())
        if not (_RULE.fullmatch(line) or _SIGNING.search(line) or _FILLED.search(line)):
            found.append(Placeholder(*match.span(), "blank"))
    kept: list[Placeholder] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return [(item.start, item.end, item.kind) for item in kept]


def _line(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)]
