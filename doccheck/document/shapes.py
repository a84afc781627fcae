"""What the mere shape of a line says: a caption, a date, a signature, a label with its blank, a whole sentence."""

from __future__ import annotations

import re

from doccheck.language.patterns import lazy

_BRACKETS = lazy(r"[（(【\[〔][^（）()【】\[\]〔〕]*[）)】\]〕]")
_CAPTION = lazy(
    r"(?:附?[图表]|图表|Fig(?:ure)?|Table) *"
    r"[\d一二三四五六七八九十]{1,3}(?:[-－–—.．]\d+)*(?!\d*[年月日])(?:[ 　:：.、．]|(?=\S))"
)
_BLANK = r"[\d〇○零一二三四五六七八九十×Xx*＊_＿\s]"
_DATE = lazy(rf"{_BLANK}{{0,16}}年{_BLANK}{{0,8}}(?:月{_BLANK}{{0,8}}日?)?制?")
_SIGNATURE = lazy(
    r"[（(] ?(?:盖章|公章|签章|签字|签名|单位公章|加盖[^）)]{0,8}章)[^）)]{0,6}[）)]"
    r"|(?:签字|签章|盖章|签名|日期|公章) ?[：:]"
    r"|^ *(?:法定代表人|授权代表|委托代理人|负责人|联系人|联系电话|电话|邮编|地址|传真|签订日期|签署日期|签约[地时]点?)"
    r"(?![、和与及][^：:（(]*$)(?![^：:]{0,6}(?:情况|职责|介绍|简介|信息|基本))"
)
_SENTENCE = lazy(
    r"，|[,](?!\d)|应当|应该|必须|须[^知]|不得|可以|已经|将[^来军]|均[^衡等质线匀]|一式|之日起|共计|达到?\d|超过|是[^否]"
    r"|[甲乙丙丁各双]方(?:应|同意|确[认定]|负责|承诺|可|按|在|共同|保证|均|对|将|的?一致)"
    r"|(?:本|我|该)(?:公司|单位|校|院|所|企业)(?:[^情概简基总及]|$)|^[^，]{0,30}(?:成立|始建|位于|坐落)于"
    r"|[经自从][^，]{2,12}(?:起|后)"
    r"|\d+ ?(?:万元|亿元|[万亿]|个|家|项|人|名|件|台|年以上|%|％|平方米)"
)
_ORGANISATION = lazy(
    r"(?:公司|集团|大学|学院|研究院|研究所|设计院|科学院|医院|研究中心|技术中心|创新中心|实验室|协会|学会|联盟|事务所|合作社"
    r"|工厂|厂|中学|局|委员会|厅|政府|办公室|管委会)$"
)
# The nouns on which the headings of plans and agreements end.
_MATTER = lazy(
    r"(?:情况|意义|必要性|可行性|基础|目标|定位|分析|架构|机制|体制|制度|措施|保障|计划|任务|分工|职责|责任|义务|权利|责权利|单位|方式"
    r"|方法|办法|条件|内容|原则|安排|规划|现状|问题|方向|成效|进展|简介|概况|需求|优势|归属|分配|分享|保密|期限|条款|解决|处理|生效"
    r"|终止|解除|变更|总则|附则|管理|组织|机构|宗旨|名称|范围|依据|经费|投入|预算|体系|平台|团队|建设|附件|其他|其它)$"
)
_LABEL = lazy(r"[^，。；：:]{1,24}[：:][ 　_＿\t]*(?P<value>.*)$")
_ENDS = "。；;！!，,、"
_QUESTION = "？?"


def squeeze(text: str) -> str:
    """The text without any blanks."""
    return re.sub(r"[\s　]+", "", text)


def core(text: str) -> str:
    """The words of a title alone: bracketed hints (“（限1000字）”), blanks and closing signs removed."""
    previous = ""
    while previous != text:
        previous, text = text, _BRACKETS.sub("", text)
    return squeeze(text).rstrip("：:。；;.，,、 ")


def ends_like_text(text: str) -> bool:
    """Whether the line ends as a sentence or as a member of a list does."""
    text = text.rstrip()
    return bool(text) and (text[-1] in _ENDS or text[-1] == ".")


def is_caption(text: str) -> bool:
    """“图1 …”, “表2-1：…”: the caption of a figure or table."""
    return len(text) <= 60 and _CAPTION.match(text.strip()) is not None


def is_date(text: str) -> bool:
    """A date or a blank date standing alone."""
    text = text.strip()
    if "年" in text:
        return _DATE.fullmatch(text) is not None
    return re.fullmatch(r"\d{4}[-./]\d{1,2}([-./]\d{1,2})?", text) is not None


def is_signature(text: str) -> bool:
    """A line on which someone signs, seals or gives an address."""
    return len(text) <= 80 and _SIGNATURE.search(text) is not None


def is_label(text: str) -> bool:
    """“联系人：张三”, “产业领域：”: a label with its (empty or short) value."""
    match = _LABEL.match(text.strip())
    return match is not None and len(match["value"]) <= 40 and "。" not in match["value"]


def is_organisation(text: str) -> bool:
    """Whether the line ends like the name of an organisation."""
    return _ORGANISATION.search(core(text)) is not None


def is_sentence(phrase: str) -> bool:
    """Whether a short phrase states something rather than naming a matter."""
    return _SENTENCE.search(_BRACKETS.sub("", phrase)) is not None


def names_matter(text: str) -> bool:
    """Whether a line ends on a noun on which headings end (…机制, …情况, …责任)."""
    return _MATTER.search(core(text)) is not None


def has_figures(text: str) -> bool:
    """Digits that count something, a year's number aside."""
    return re.search(r"\d", re.sub(r"(?:19|20)\d\d ?年?", "", core(text))) is not None


def is_question(text: str) -> bool:
    """A line that ends as a question, a bracketed hint behind it left aside."""
    return _BRACKETS.sub("", text).rstrip()[-1:] in tuple(_QUESTION)
