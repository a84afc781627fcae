"""Pages that explain a finding code, a programme or one of its rows to a person, in Chinese markdown."""

from __future__ import annotations

from doccheck.findings.codes import CODES, Code
from doccheck.findings.explained import code_title, describe
from doccheck.programme.loader import ProgrammeNotFound, load, programmes
from doccheck.programme.lookfor import EXAMPLES, KINDS, look_for
from doccheck.programme.schema import Occasion, Programme, Row

LEVELS = {"error": "错误（受理部门会退回）", "warning": "警告（须改正或核实）", "info": "提示（供参考）"}
"""Severity → how it is told."""


class NotExplained(LookupError):
    """Nothing is known by this name: no code, programme or row."""


def explain(text: str) -> str:
    """The page of a code (“N001”), a programme (“jiangsu-2023”), a row (“jiangsu-2023:plan.2”), or of a bare row id.

    A bare row id that several programmes have gives one page for each.

    Raises:
        ProgrammeNotFound: for “programme:row” with an unknown programme.
        NotExplained: when nothing has this name; the message says where to look.
    """
    wanted = text.strip().replace("：", ":")
    if wanted.upper() in CODES:
        return _code_page(describe(wanted.upper()))
    if ":" in wanted:
        programme_id, _, row_id = (part.strip() for part in wanted.partition(":"))
        programme = load(programme_id)
        row = programme.row(row_id)
        if row is None:
            near = _near(row_id, [r.id for r in programme.rows])
            raise NotExplained(f"“{programme_id}”中没有编号为“{row_id}”的要求。{near}")
        return _row_page(programme, row)
    if wanted in programmes():
        return _programme_page(load(wanted))
    pages = []
    for programme_id in programmes():
        programme = load(programme_id)
        row = programme.row(wanted)
        if row is not None:
            pages.append(_row_page(programme, row))
    if pages:
        return "\n\n---\n\n".join(pages)
    known = [r.id for p in programmes() for r in load(p).rows]
    near = _near(wanted, [*CODES, *programmes(), *dict.fromkeys(known)])
    raise NotExplained(
        f"没有名为“{text.strip()}”的问题编号、申报事项或要求。{near}"
        f"问题编号形如 N001；申报事项有：{'、'.join(programmes())}；要求写作“申报事项:编号”，如 jiangsu-2023:plan.2。"
    )


def _near(wanted: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted, known, n=3, cutoff=0.6)
    return f"是不是想找：{'、'.join(close)}？" if close else ""


def _code_page(code: Code) -> str:
    lines = [
        f"# {code.id} {code_title(code.id)}（{code.name}）",
        "",
        f"**轻重**：{LEVELS[code.severity.value]}；有对应要求的，以该要求的轻重为准。",
        "",
        f"**报告什么**：{code.what}。",
        "",
        f"**为什么要紧**：{code.why}",
        "",
        "## 例子",
        "",
        f"- 不妥：{code.bad}",
        f"- 妥当：{code.good}",
        "",
        "## 怎样改",
        "",
        code.mend,
    ]
    uses = []
    for programme_id in programmes():
        rows = [row for row in load(programme_id).rows if code.id in row.code]
        if rows:
            shown = "、".join(f"{row.id}（{row.title}）" for row in rows[:6])
            more = f" 等 {len(rows)} 条" if len(rows) > 6 else ""
            uses.append(f"- {programme_id}：{shown}{more}")
    if uses:
        lines += ["", "## 哪些要求会用到", "", *uses]
    lines += [
        "",
        "## 设置",
        "",
        "- 轻重、限额、须写的内容等取值，写在各项目文件（outlines/项目编号.yaml）的相应条目里。",
        "- 经有关人员同意不必改正的，写进豁免文件并用 --waivers 指定，报告中照列、不计入结论：",
        "",
        "  ```yaml",
        f"  - code: {code.id}",
        "    quote: 报告所引的原文",
        "    reason: 不必改正的理由",
        "    person: 决定人",
        "    date: 2026-01-31",
        "  ```",
    ]
    return "\n".join(lines)


def _programme_page(programme: Programme) -> str:
    documents = [row for row in programme.rows if row.kind == "document"]
    lines = [
        f"# {programme.name}（{programme.id}）",
        "",
        f"- 发文单位：{programme.issuer}",
        f"- 依据：{programme.number}",
        f"- 参考年份：{programme.reference_year}",
        f"- 规则版本：{programme.id}@{programme.version}，共 {len(programme.rows)} 条",
        "",
        "## 需要的材料",
        "",
        *(f"- {row.title}" for row in documents),
        "",
        "## 全部要求",
        "",
    ]
    for row in programme.rows:
        depth = 0
        parent = row.parent
        while parent is not None and depth < 6:
            depth += 1
            above = programme.row(parent)
            parent = above.parent if above is not None else None
        lines.append(f"{'  ' * depth}- {row.id} {row.title}（{KINDS[row.kind]}，{'、'.join(row.code)}）")
    return "\n".join(lines)


def _row_page(programme: Programme, row: Row) -> str:
    lines = [
        f"# {programme.id}:{row.id} {row.title}",
        "",
        f"{programme.name} · {KINDS[row.kind]} · {LEVELS[row.level.value]}",
        "",
        "## 要求什么",
        "",
        _sentence_end(row.must or row.title),
    ]
    if row.occasion is Occasion.ANNUAL:
        lines.append("只在年度报送时检查。")
    lines += ["", f"通知原文：“{row.sentence}”", f"（{programme.number}）"]
    found = look_for(programme, row)
    if found:
        lines += ["", "## 怎样判断", "", *found]
    lines += ["", "## 会报告的问题", ""]
    contrary = row.contrary or any(item.contrary for item in row.items)
    for code_id in [*row.code, *(["S009"] if contrary and "S009" not in row.code else [])]:
        lines.append(f"- **{code_id}** {code_title(code_id)}：{describe(code_id).why}")
    lines += ["", "## 报告示例", "", f"> {_example(row)}"]
    advice = row.advice or describe(row.code[0]).mend
    lines += ["", "## 怎样改", "", _sentence_end(advice)]
    if row.example:
        lines += ["", f"例如：{row.example}"]
    parent = programme.row(row.parent) if row.parent else None
    children = programme.children(row.id)
    if parent is not None or children:
        lines += ["", "## 相关要求", ""]
        if parent is not None:
            lines.append(f"- 属于：{parent.id} {parent.title}")
        lines += [f"- 下含：{child.id} {child.title}" for child in children]
    return "\n".join(lines)


def _example(row: Row) -> str:
    code_id = row.code[0]
    level = {"error": "错误", "warning": "警告", "info": "提示"}[row.level.value]
    what = row.items[0].name if row.items else row.title
    fields = getattr(row, "fields", None) or getattr(row, "columns", None) or []
    message = EXAMPLES[code_id].format(title=row.title, item=what, field=fields[0].name if fields else row.title)
    if code_id == "L001":
        limit = getattr(row, "max_words", None) or 500
        message = f"“{row.title}”共 {limit + 86} 字，上限 {limit} 字，超出 86 字。"
    if code_id == "E002":
        low, high = getattr(row, "min", None), getattr(row, "max", None)
        count = low - 1 if low else (high or 0) + 2
        scope = f"不少于 {low}" if low and not high else f"不超过 {high}" if not low or low == 1 else f"{low}–{high}"
        message = f"“{row.title}”为 {count} 个，要求{scope}个。"
    return f"[{level}] {code_id} {message}"


def _sentence_end(text: str) -> str:
    return text if text.endswith(("。", "；", "！", "？")) else text + "。"


__all__ = ["LEVELS", "NotExplained", "ProgrammeNotFound", "explain"]
