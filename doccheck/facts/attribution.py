"""Who is spoken of at a place of a paragraph: the last unit, party, consortium or outsider named before it."""

from __future__ import annotations

import re
from functools import lru_cache

from doccheck.facts.books import speaks_of_own_books
from doccheck.facts.groups import HAS_BEHIND, OF_TWO, PAYS_BEHIND, Voice, all_told, by_kind, counted, of_two, some_kinds
from doccheck.facts.naming import bare_of_fillers
from doccheck.facts.subjects import CONSORTIUM, Subject, Units
from doccheck.language.patterns import lazy
from doccheck.programme.formed import CONSORTIUM_WORDS

_ALL_UNITS = (
    r"(?:各|全体|所有)(?:家)?(?:成员|参[加与建])?(?:单位|企业|成员)|全体(?=研发|有效|授权|现|共|合)"
    r"|牵头(?:单位)?[及和与](?:各|全体)?(?:成员|参与)单位|(?:各家|大伙|各成员)|"
    r"(?<![他它余外有中动务])(?<!骨干)[\d一二三四五六七八九十几]+\s?家(?:成员|单位|企业)(?:成员)?(?:单位)?(?:[、和及与][\d一二三四五六七八九十]+\s?[家所][一-龥]{2,6}?)?"
    r"(?=[\s\d上年去今现共合总里中，,]|一共|[合加]起来|的?(?:[营销从员职]|研发(?:[投费人]|经费)))|企业成员(?=20\d\d|[营销研从职专上去一共合总])|成员单位(?=共|合计|总计|累计|已|拥有|现有|建有|有)|(?<![他它余外\d一二三四五六七八九十])[\d一二三四五六七八九十]+\s?家有[^，,。；;、\d]{2,8}的(?:成员)?(?:单位|企业)|成员企业|成员(?=[营销研从职有授])|(?<!年)合计(?=[销营研收]|投入)|成员(?=里|中)"
)
"""The consortium, spoken of as all its units."""


@lru_cache(maxsize=8)
def _consortium(words: tuple[str, ...]) -> re.Pattern[str]:
    """The consortium by the words of its programme (联盟, 技术研究院), by the usual ones or as all its units."""
    known = sorted({*words, *CONSORTIUM_WORDS}, key=lambda word: (-len(word), word))
    begins = "".join(sorted({word[0] for word in known}))
    return re.compile(
        rf"(?=[{re.escape(begins)}创各全所牵大成合企\d一二三四五六七八九十])"  # no other sign begins one
        rf"(?:(?:创新)?(?:{'|'.join(map(re.escape, known))})(?!牵头|成员单位[^共合总均各])|{_ALL_UNITS})"
    )


_LEAD = lazy(
    r"(?=[牵发依我龙])(?:"  # no other sign begins one; so too below
    r"(?<![含除掉括])(?<!不计)牵头(?:(?:单位|企业|方)(?![及和与、]|情况|以外|之外)|(?=营业?收|销售|研发(?:投|强|经费)))|发起单位|(?<!台)(?<!室)(?<!心)依托单位(?![及和与、]|情况|以外|之外)|我公司|龙头企业(?=现|拥|2|上|近))"
)
_SELF = lazy(
    r"(?=[我本公企单学研医院])(?:(?:我|本)(?:公?司|单位|企业|校|院|所|厂|社|中心|平台|集团公司)|我(?:这|们)个?厂|(?<![\u4e00-\u9fff])(?:公司|企业|单位|学校|学院|研究院|研究所|医院|院里|我们)(?![化\d共]|[一二三四五六七八九十](?!年))|本部"
    r"|(?<![\u4e00-\u9fff])(?:学院|研究[院所])(?=\d)(?!\d+\s?[家所个])|(?<=年)公司(?![化债\d])|(?<![子母分团级家员全股上干心头点])(?:公司|企业)(?=现|拥有|共|已|20|上|近|总|员工|累计|年|从业|注册|成立|研发|销售|实现|目前|有|收入|\d{2}(?!\d{0,2}\s?[家个])))"
)
_SAME = lazy(r"该(?:公司|单位|企业|校|院|所|中心)|其(?=20|现|上)")
_PARTY = lazy(
    r"(?<![含除掉])([甲乙丙丁戊己庚辛壬癸])(?:[两二三四五六]?方(?=[\s\d一-龥壹贰叁肆伍陆柒捌玖拾、])"
    r"|(?=(?:[、和及与][甲乙丙丁戊己庚辛壬癸])+[两二三四五六]?方))"
)
"""甲方, and each of 甲、乙、丙方 or 甲、乙、丙三方."""
_NUMBER_BEHIND = lazy(r"[一二三四五六七八九十]{1,2}")
"""Tells one of several that are one party: 乙方一, 乙方二."""
_OUTSIDER = lazy(
    r"(?=[集母上子分控股县市省竞行全我国世产规本地在其另前区\d两二三四五六七八九十])(?:"
    r"集团(?!公司|股份|有限|技术)|(?<!归属于)母公司|上级公司|子公司|分公司|控股股东|控股(?:公司|方)(?!的)|(?<!归属于)(?<!归属于母公司)(?<!归属于上市公司)(?<!普通股)股东|县城?投|市城?投|省城?投|竞争对手|行业|全国|全球|全市|全省|全县|全区|我市|我省|我县|我区|我国|国内|世界|"
    r"产业规模|产业集群|规上(?:企业|工业)|(?<!资)本市|本省|地区生产总值|规模以上|上市公司(?:平均|层面|口径)|[两二三四五六七八九十\d]{1,3}家(?:骨干|核心|龙头|重点|规上)(?:企业|单位)|(?:其[余他它]|另外|前)[两二三四五六七八九十\d]{1,3}(?:大|家|方|位)|在.{2,8}企业里"
    r"|(?:[市省区县]级|国家)(?:20\d\d年?[、和至及—-]?)*的?(?:整体|总体|平均|规划)?(?:目标|水平))"
)
_OWNER_ONLY = lazy(r"^.{0,6}(?:全资|持有|控股(?![\W\d方]|$)|所属|下属|出资设立|隶属)|^(?:公司|股份|有限)")
_OBJECT_BEFORE = lazy(
    r"(?:与|和|同|跟|及|、|联合|向|对|依托|委托|携手|会同|为|给|被|合作的?|包括|服务|供货|配套|参股)(?<!依次为)(?<!其次为)(?<!分别为)(?<!位为)\s*$"
)
_LISTED = lazy(r"[\d元%件项人名个家亩㎡][)）]?[、及和]\s*$")
"""What stands before the next one of a list of figures: 牵头单位16,372万元、渡湾智装2.351亿元."""
_ITSELF = lazy(r"[本我全]$|(?:^|[，,。；;：:（(\s])(?:由|归|系)?$|20\d\d年度?$")
"""What stands before 集团 where a unit that is a group means itself."""
_JOINING = lazy(r"(?:参与|加入|参加|加盟|融入|依托|借助|投[入到]|在|进|组建|申请组建)(?:了)?本?$|全[国省市区县]$")
"""What stands before a consortium that one joins, or before all of a region (全市综合体建设的目标)."""
_MEANS = lazy(
    r"(?:的?(?:建设|组建|成立|平台))?(?:为(?:支点|契机|依托|平台|纽带|抓手|载体|牵引|跳板)|之机|的?(?:契机|东风))"
)
"""What stands behind a consortium that only helps a unit on: 本公司将以联合体为支点，营业收入达到8.5亿元."""
_BOOKS = lazy(r"合并(?:口径|报表|数据?)?[：:][^，,。；;]{0,12}$")
"""What stands before the name of a group whose books these are."""
_EXCLUDED = lazy(r"(?:不含|不包括|不包含|剔除|扣除)[^，,。；;、（）()]{0,10}$")
"""What stands before a unit that is left out of the figures: 不含持股46%的澜岳智能（其2022年收入1.9亿元）."""
_ALONG = lazy(r"(?:连同|加上|算上|连带|外加)[^，,。；;]*$|[两二][家校方者院所]$")
"""What stands before 合计 where one unit adds up its own (连同工艺、售后骨干合计研发人员61人), or two units theirs."""
_NAME_ON = re.compile(r"[^，,。；;、（）()]*")
_OWNED = lazy(
    r"(?:是|系|为)(?:[^，,。；;（(]|[（(][^（）()]{2,40}[)）]){2,40}?的(?:专业化|专业|核心|骨干|全资|控股|参股|直属|附属|下属|所属)*(?:子公司|分公司|子企业|医院|院所|单位|企业)"
    r"|(?:是|系|由)[^，,。；;\d]{2,40}?(?:控股|全资|参股)(?:的[^，,。；;\d]{0,24})?(?=[，,。；;])"
    r"|[是系由][^，,。；;\d]{2,30}?[校院所]办(?:企业|工厂)[^，,。；;\d]{0,12}(?=[，,。；;])"
)
"""Says whose a unit is and so names nobody else as the subject: 系桅港科技股份有限公司持股80%的控股子公司."""
_SUFFERED = lazy(r"(?:受|因|由于)[^，,。；;]{0,12}$")
_ADDS_UP = lazy(r"的?\s?[\d.,]+\s?[一-龥]{1,2}[，,](?:[一-龥]{1,3})?(?:合计|一共|共计?|加起来)")
"""Behind a unit whose figure is added to that of another: 栖棠大学1,740件，连同淮沭工学院362件，两校合计2,102件."""
_IS = lazy(r"最[多高大少低小]的(?:是|为)|其次[是为]")
_FROM_THERE = lazy(r"[^，,。；;\d]{0,14}(?:影响|原因|冲击|拖累|带动|下行|回升|波动|调整)[，,]")
"""受汽车行业订单波动影响，收入…: a trade that is the cause, not the one spoken of."""
_OWNER = lazy(r"(?:母公司|控股股东)(?:为|是|系)?$")
"""What stands before the name of a unit's owner, which may begin like the unit's own."""
_MAKER = lazy(r"[^，,。；;]{0,20}(?:合办|创办|创立|设立|出资|投资)")
"""What stands behind the unit by which another was made: 岐智公司2017年由渝州大学与岐源装备合办."""
_FORMER = lazy(r"(?:名(?:为|叫|[：:“\"])?|前身[为是叫]|时[叫称名]|[原旧曾]称)[“\"]?[一-龥]{0,4}$")
"""What stands before a name that a unit once had."""
_CALLED = lazy(r"(?:时[叫称名]|[原旧曾]称)")
"""The same, heard as the name's beginning."""
_RENAMED = lazy(
    r"(?:[更改变]名|更为|变更|改制|改组|改建|演变|转制|发展|脱胎|沿革)(?:设立|组建|登记)?(?:而来|而成|为现名)"
)
"""What stands behind a name that a unit once had: 由南京某某信息技术有限公司更名而来."""
_OF_UNKNOWN = lazy(r"(?:^|[，,。；;：:、])(?P<who>[^\W\d_取自按以为是均系]{3,8})(?=合并(?:财务)?报表)")
"""Somebody before 合并报表 whom nobody knows: 桅港科技合并报表2022年营业收入21.6亿元."""
_OBJECT_AFTER = lazy(r"^\s*(?:等|合作|共建|联合|共同|签订|提供)")


SCENERY = frozenset(("行业", "全国", "全球", "国内", "世界", "我国"))
_IN_TURN = lazy(r"(?:依次|分别|各自?|均)(?!与)")
"""Behind the last of several units that each did what follows: 甲公司与乙公司分别自筹700万元、500万元."""


def voices(text: str, units: Units) -> list[Voice]:
    """Everybody named in a narrowed paragraph, from left to right."""
    found: list[Voice] = []
    bare = text
    for start, end, unit in units.mentions(text):
        if unit is None and speaks_of_own_books(text, start):
            continue  # 并入山东子公司以后
        if unit is None and (said := _IS.match(text, start, end)) is not None and units.of_kind(text[said.end() : end]):
            start = said.end()  # 最多的是农林大学44件
        bare = bare[:start] + "□" * (end - start) + bare[end:]
        before, after = text[max(0, start - 4) : start], text[end : end + 4]
        if unit is None and (PAYS_BEHIND.match(text, end) or HAS_BEHIND.match(text, end)):
            unit = units.of_kind(text[start:end])  # 产业研究院自筹160万元
        former = _FORMER.search(text, max(0, start - 8), start) or _CALLED.match(text, start)
        if unit is None and (former or _RENAMED.match(text, end)):
            continue
        if _EXCLUDED.search(text, max(0, start - 14), start):
            found.append(Voice(start, _name_end(text, end), None, "outsider"))
            continue
        listed = before.rstrip().endswith("、") and any(v.kind == "unit" for v in found)
        listed = listed or _LISTED.search(before) is not None
        if found and found[-1].end == start - 1 and before.endswith(("与", "和", "及")):
            listed = listed or _IN_TURN.match(text, end) is not None
        if _OWNER.search(before):
            found.append(Voice(start, end, None, "outsider"))
            continue
        if found and "由" in text[found[-1].end : start] and _MAKER.match(text, end):
            continue
        if before.endswith(("除", "除了", "扣掉", "扣除")):
            continue
        if before.endswith("由") and after.startswith(("发起", "牵头", "领衔")) and "联合体" in text[:start]:
            continue  # 联合体由氢澜公司发起，2022年合计销售收入约6.1亿元
        listed = listed or (before.endswith("连同") and _ADDS_UP.match(text, end) is not None)
        if (_OBJECT_BEFORE.search(before) and not listed) or _OBJECT_AFTER.match(after):
            continue
        if unit is None and units.is_consortium(text[start:end]):
            found.append(Voice(start, end, Subject(CONSORTIUM), "consortium"))
            continue
        found.append(
            Voice(start, end, units.subject(unit) if unit is not None else None, "unit" if unit else "outsider")
        )
    plain: tuple[tuple[re.Pattern[str], str, Subject | None], ...] = (
        (_consortium(units.consortium_words), "consortium", Subject(CONSORTIUM)),
        (_LEAD, "lead", units.lead_subject()),
        (_SELF, "self", None),
        (_SAME, "same", None),
    )
    for pattern, kind, whose in plain:
        found += [
            Voice(m.start(), m.end(), whose, kind)
            for m in pattern.finditer(bare)
            if not (kind == "consortium" and _JOINING.search(bare[max(0, m.start() - 4) : m.start()]))
            if not (kind == "consortium" and _MEANS.match(bare, m.end()))
            if not (m[0] == "合计" and any(v.end == m.start() and v.kind == "unit" for v in found))
            if not (m[0] == "合计" and _ALONG.search(bare, 0, m.start()))
            if not (kind == "self" and any(v.start <= m.start() < v.end for v in found if v.kind == "consortium"))
            if kind == "same" or not _is_object(bare[max(0, m.start() - 3) : m.start()])
        ]
    found = [_of_its_kind(v, bare, units) if v.kind == "self" else v for v in found]
    if "该" in text:
        found = [v if v.kind != "same" else _pointed_at(v, text, units, found) for v in found]
    found += by_kind(bare, units) if "元" in bare or any(v.kind in ("unit", "outsider") for v in found) else []
    found += counted(bare, units) if "家" in bare else []
    for match in _PARTY.finditer(bare) if "方" in bare else ():
        numbered = _NUMBER_BEHIND.match(bare, match.end())
        of_many = numbered is not None and match[1] + numbered[0] in units.parties
        party, end = (match[1] + numbered[0], numbered.end()) if numbered and of_many else (match[1], match.end())
        found.append(Voice(match.start(), end, units.parties.get(party), "party"))
    grouped = "集团" in units.lead_subject().name
    for match in _OUTSIDER.finditer(bare):
        if _OWNER_ONLY.match(bare[match.end() : match.end() + 10]) or speaks_of_own_books(bare, match.start()):
            continue
        if match[0] in SCENERY and _SUFFERED.search(bare, max(0, match.start() - 14), match.start()) and (
            _FROM_THERE.match(bare, match.end())
        ):
            continue
        if match[0] == "集团" and any(v.end == match.start() for v in found) and _BOOKS.search(bare, 0, match.start()):
            continue  # 另有合并口径：某某集团2022年合并营业收入
        if match[0] == "集团" and grouped and _ITSELF.search(bare[max(0, match.start() - 6) : match.start()]):
            found.append(Voice(match.start(), match.end(), None, "self"))
        else:
            found.append(Voice(match.start(), match.end(), None, "outsider"))
    for match in _OF_UNKNOWN.finditer(bare) if "报表" in bare else ():
        if not bare_of_fillers(match["who"]) or any(
            v.start < match.end("who") and match.start("who") < v.end for v in found
        ):
            continue
        found.append(Voice(match.start("who"), match.end("who"), None, "outsider"))
    if "家" in bare:
        found += all_told(bare, units)
    if "院" in bare or "高校" in bare:
        found += some_kinds(bare)
    if OF_TWO.search(text):
        found += of_two(text, units, found)
    owned = [m.span() for m in _OWNED.finditer(text)]
    if owned:
        found = [v for v in found if not any(b <= v.start and v.end <= e for b, e in owned) or _in_remark(text, v)]
    return sorted(found, key=lambda v: (v.start, -v.end))


_KIND_ALONE = lazy(r"(?:学院|研究[院所])(?!里)")


def _of_its_kind(voice: Voice, text: str, units: Units) -> Voice:
    """学院 with the one unit that it can mean in a paper on all of them; in a unit's own paper it means itself."""
    if not _KIND_ALONE.fullmatch(text, voice.start, voice.end):
        return voice
    unit = units.of_kind(text[voice.start : voice.end])
    return voice if unit is None else Voice(voice.start, voice.end, units.subject(unit), "self")


def _pointed_at(voice: Voice, text: str, units: Units, heard: list[Voice]) -> Voice:
    """该公司 as the unit named right before, though that was only somebody's object: 材料环节交给恒楷特钢。该公司…."""
    if not text.startswith("该", voice.start):
        return voice
    before = [m for m in units.mentions(text) if m[1] <= voice.start]
    if not before or before[-1][2] is None or any(before[-1][1] <= v.start < voice.start for v in heard):
        return voice
    if any(v.start == before[-1][0] for v in heard):
        return voice
    return Voice(voice.start, voice.end, units.subject(before[-1][2]), "unit")


def _is_object(before: str) -> bool:
    """Whether somebody is only met with, by the signs before: 与甲公司; not where a list goes on: 30件、甲公司15件."""
    return _OBJECT_BEFORE.search(before.rstrip("，,")) is not None and _LISTED.search(before) is None


def _in_remark(text: str, voice: Voice) -> bool:
    """Whether somebody else is named in brackets, whose figures there stay theirs: （上市母公司，2022年营收9亿元）."""
    opened = max(text.rfind(mark, 0, voice.start) for mark in "（(")
    closed = max(text.rfind(mark, 0, voice.start) for mark in "）)")
    return voice.kind == "outsider" and opened > closed


def _name_end(text: str, end: int) -> int:
    """Where the name ends of which a known beginning ends at ``end`` (澜岳智能 for 澜岳)."""
    return end + len(re.split(r"[，,。;；、（）()]", text[end:], maxsplit=1)[0])
