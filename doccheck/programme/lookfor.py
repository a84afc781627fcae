"""What the checks look for in a row, told in Chinese: headings, labels, columns, words, figures."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.programme.schema import (
    AnnualRow,
    ChoiceRow,
    CountRow,
    DeadlineRow,
    DocumentRow,
    FieldRow,
    FigureRow,
    Label,
    LetterRow,
    LimitRow,
    NamingRow,
    Programme,
    RosterRow,
    Row,
    SameRow,
    ScoreRow,
    SignRow,
    SumRow,
    Threshold,
    ThresholdRow,
    TimelineRow,
    UnitKind,
)

KINDS = {
    "document": "材料",
    "section": "章节",
    "element": "应写明的内容",
    "clause": "协议条款",
    "field": "表格栏目",
    "choice": "选项",
    "limit": "字数限制",
    "count": "数量",
    "threshold": "门槛",
    "sum": "合计",
    "same": "前后一致",
    "roster": "名单表",
    "figure": "图",
    "sign": "签章",
    "naming": "名称",
    "timeline": "时间安排",
    "deadline": "截止日期",
    "score": "评分项",
    "annual": "年度任务",
    "letter": "程序函件",
}
"""Kind of row → how it is called."""

EXAMPLES = {
    "S001": "没有找到“{title}”。",
    "S002": "没有找到“{title}”。",
    "S005": "没有写明“{item}”。",
    "S006": "没有找到“{title}”：既无图片，也无同名图题。",
    "S007": "“{title}”缺少“{field}”一列。",
    "L001": "“{title}”超过字数上限。",
    "N001": "“{title}”在两处写法不同，请核对。",
    "N002": "“{title}”：总数与各分项之和不符。",
    "N003": "“{title}”：写出的比例与所列数据算出的不符。",
    "N005": "“{title}”：起止年份前后矛盾。",
    "A001": "协议中没有找到关于“{title}”的条款。",
    "A002": "条款没有约定“{item}”。",
    "A003": "有成员单位没有签署栏。",
    "A006": "协议各方与成员名单不一致。",
    "E001": "“{title}”：所填数据未达到要求。",
    "E002": "“{title}”：数量不在规定范围。",
    "E003": "牵头单位注册地址不在规定区域。",
    "E004": "“{title}”所填领域不在支持范围。",
    "E005": "填报日期晚于截止日期。",
    "F001": "“{field}”一栏未填。",
    "F004": "“{title}”勾选了两项，应只选一项。",
    "M001": "封面与方案中的联合体名称不同。",
    "V001": "“{title}”处未见印章（文字版文件看不到实物印章，请人工查看）。",
    "R001": "已收集“{title}”的佐证，供评审参考。",
    "R002": "“{title}”已按核对过的材料填好，请经办人审定。",
}
"""Code → a finding as it would be told; every code that stands first in some row is here."""

UNITS = {
    UnitKind.ENTERPRISE: "企业",
    UnitKind.UNIVERSITY: "高校",
    UnitKind.INSTITUTE: "科研院所",
    UnitKind.PLATFORM: "平台",
    UnitKind.SERVICE: "服务机构",
    UnitKind.GOVERNMENT: "政府部门",
    UnitKind.OTHER: "其他单位",
}
_ROLES = {
    "application": "申请书（表）",
    "plan": "方案",
    "agreement": "协议",
    "charter": "章程",
    "member_profile": "参与单位简介",
    "member_roster": "成员单位表",
    "allocation": "任务分配方案",
}


def look_for(programme: Programme, row: Row) -> list[str]:
    """Lines of a list that say by what the row is answered; empty when its demand says all."""
    return [f"- {line}" for line in _lines(programme, row)]


def _lines(programme: Programme, row: Row) -> Iterator[str]:
    if row.when_lead:
        yield f"只适用于牵头单位为{'、'.join(UNITS[k] for k in row.when_lead)}的申报。"
    if row.when_unit and row.when_unit != row.when_lead:
        yield f"只适用于{'、'.join(UNITS[k] for k in row.when_unit)}的简介。"
    yield from _of_kind(programme, row)
    names = list(dict.fromkeys([*row.aliases, *(programme.topics[row.topic].aliases if row.topic else [])]))
    if names:
        yield f"认得的标题或叫法：{_some(names, 14)}。"
    for item in row.items:
        words = _words(item.cues)
        yield f"{item.name}{'（可不写）' if item.optional else ''}{'：' + words if words else ''}"
    if words := _words(row.cues):
        yield f"认得的说法：{words}"
    contrary = [*row.contrary, *(cue for item in row.items for cue in item.contrary)]
    if words := _words(contrary):
        yield f"写成下面这样不算满足：{words}"


def _of_kind(programme: Programme, row: Row) -> Iterator[str]:
    """What only rows of this kind have."""
    match row:
        case DocumentRow():
            if row.satisfied_by:
                yield f"交了{'、'.join(_ROLES[r.value] for r in row.satisfied_by)}也算。"
            if row.per_member:
                yield "每家参与单位各一份（牵头单位不计）。"
        case FieldRow():
            yield f"栏目：{_labels(row.fields)}。"
            if row.not_after and (other := programme.row(row.not_after)):
                yield f"不得晚于“{other.title}”。"
            if row.not_above and (other := programme.row(row.not_above)):
                yield f"不应高于同一年的“{other.title}”。"
        case ChoiceRow():
            yield f"{'只选一项' if row.exactly_one else '可选'}：{'、'.join(o.value for o in row.options)}。"
        case LimitRow():
            if row.max_words:
                yield f"不超过 {row.max_words} 字（按 Word“字数”计，标题、栏目名和提示语不计）。"
            if row.min_words:
                yield f"不少于 {row.min_words} 字。"
        case CountRow():
            yield f"数量：{_range(row.min, row.max)}；含不含牵头单位两种数法都不合的才报告。"
        case ThresholdRow():
            yield from _threshold(row.threshold)
        case SumRow():
            parts = "、".join(part.name for part in row.parts)
            if row.total and row.relation == "equal":
                yield f"{row.total.name} = {' + '.join(part.name for part in row.parts)}。"
            elif row.total:
                yield f"{parts}不大于{row.total.name}。"
            else:
                yield f"栏目：{parts}。"
            if row.rows_of and (other := programme.row(row.rows_of)):
                yield f"与“{other.title}”表中相应的行数核对。"
        case SameRow():
            if row.roles:
                yield f"核对的材料：{'、'.join(_ROLES.get(r.value, r.value) for r in row.roles)}。"
        case RosterRow():
            yield f"列：{_labels(row.columns)}。"
            if row.groups:
                yield f"应有的部分：{'、'.join(g.name for g in row.groups)}。"
            if row.recent_column:
                yield f"“{row.recent_column}”应与 {_years(programme, row)} 年相交。"
        case FigureRow():
            yield "要有图片；只有图题、没有图片不算。"
        case SignRow():
            asked = [
                word
                for word, on in (
                    ("盖章", row.seal),
                    ("法定代表人签字", row.legal_person),
                    ("注明日期", row.dated),
                    ("写明生效时间", row.effective),
                )
                if on
            ]
            yield f"要求：{'、'.join(asked)}。文字版文件看不到实物印章和手写签字，只提示人工查看。"
        case NamingRow():
            if row.example:
                yield f"名称形如“{row.example}”，各份材料一致。"
        case TimelineRow():
            if row.annual:
                yield "要逐年写出目标。"
            if row.years:
                yield f"目标要覆盖 {row.years} 年。"
            for horizon in row.horizons:
                yield f"{horizon.name}：{_words(horizon.cues)}"
        case DeadlineRow():
            yield f"不晚于当年 {row.month} 月 {row.day} 日。"
        case ScoreRow():
            how = "按比例计算" if row.share is not None else "由专家评定"
            yield f"满分 {row.max:g} 分，{how}。"
            for low, points in row.bands:
                yield f"比例不低于 {low:g}% 的 {points:g} 分。"
        case AnnualRow():
            yield "要有单独的材料。" if row.evidence == "document" else "要有会议纪要、报道等能证明已经开展的记载。"
            if row.month:
                yield f"次年 {row.month} 月底前上报。"
        case LetterRow():
            for sector, office in row.routing.items():
                yield f"{sector} → {office}"
            if row.fill:
                yield f"按申报材料填写：{'、'.join(row.fill)}。"
        case _:
            return


def _threshold(threshold: Threshold) -> Iterator[str]:
    if threshold.test == "figure":
        year = f"{threshold.year} 年" if threshold.year else ""
        if threshold.min is not None:
            yield f"{year}数值不低于 {threshold.min:g} {threshold.unit or ''}。"
        if threshold.max is not None:
            yield f"{year}数值不高于 {threshold.max:g} {threshold.unit or ''}。"
        if threshold.years and threshold.years > 1:
            how = {"each": "每年", "mean": "平均", "total": "累计"}.get(threshold.over or "", "")
            yield f"按截至该年的 {threshold.years} 年{how}核算。"
        if threshold.strict_for:
            yield f"勾选“{'、'.join(threshold.strict_for)}”的按此要求；其他类型的牵头单位只提示核实。"
    elif threshold.test == "region":
        yield f"地址或单位名称中有这些地名的算在区域内：{_some(threshold.places, 12)}。"
        yield "看不出属于哪个区域时只提示人工核实。"
    elif threshold.test == "kind":
        yield f"应为：{'、'.join(UNITS[k] for k in threshold.kinds)}。"
    else:
        if words := _words(threshold.any):
            yield f"能证明的说法：{words}"
        if words := _words(threshold.none):
            yield f"说明不符合的说法：{words}"


def _years(programme: Programme, row: RosterRow) -> str:
    first = programme.reference_year - (row.recent_years or 0)
    return f"{first}–{programme.reference_year}"


def _labels(labels: list[Label]) -> str:
    def one(label: Label) -> str:
        only = f"（{'、'.join(UNITS[k] for k in label.only_for)}填写）" if label.only_for else ""
        return f"{label.name}{f'（{label.unit}）' if label.unit else ''}{only}{'（可不填）' if label.optional else ''}"

    return "、".join(one(label) for label in labels)


def _range(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low}–{high} 个"
    return f"不少于 {low} 个" if low is not None else f"不超过 {high} 个"


def _some(words: list[str], most: int) -> str:
    return "、".join(words[:most]) + (f" 等 {len(words)} 种" if len(words) > most else "")


def _words(cues: list[str]) -> str:
    """Cues as a person reads them: the words that must stand together; patterns and exclusions are left out."""
    told = []
    for cue in cues:
        terms: list[str] = []
        for term in cue.replace("&&", "&").split(" & "):
            if term.strip().startswith("!"):
                continue
            if term.strip().startswith("/"):
                # Half a cue would say something else than the whole.
                terms = []
                break
            words = [w.strip() for w in term.split("|")]
            # “#%” is “a number and %”; a lone “#” any number.
            plain = [w.replace("#", "数字+", 1) if w.startswith("#") and w != "#" else w for w in words]
            plain = [w for w in plain if not w.startswith("/")]
            if plain:
                terms.append("/".join(plain[:6]) + ("…" if len(plain) > 6 else ""))
        if terms:
            told.append(" 与 ".join(terms))
    return "；".join(f"“{t}”" for t in told[:3]) + ("。" if told else "")
