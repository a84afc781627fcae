"""What stands in a blank: the answer without the form's own words, its state, and answers inside one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from doccheck.document import Block, Figure, Paragraph, Table, block_text
from doccheck.language.patterns import lazy
from doccheck.language.states import answer_state
from doccheck.mapping.forms_labels import label_key, label_words
from doccheck.mapping.forms_lines import cut
from doccheck.mapping.model import FieldState
from doccheck.programme.schema import Label, Programme, ValueType

_NOTE = lazy(
    r"[（(](?:[^（）()]*(?:盖章|公章|签字|签章|签名|签署|手写签)[^（）()]{0,8}|[^（）()]*(?:\d+\s*字|字以?内|限\s*\d+|可自行增加|可另附|可加页|可附页|请|如实|填写|此处)[^（）()]*)[)）]"
)
_LIMIT_NOTE = lazy(
    r"^\s*[（(]?\s*(?:字数)?(?:限|控制在|不超过|不多于|不少于)?\s*\d+\s*(?:字|字以内|字以上|字左右)(?:以?内|以上|左右)?\s*[)）]?[。.]?\s*$"
)
_DATE_BLANK = lazy(r"^(?:(?:19|20)\d{2}|20)?年月日?$|^年$|^月日$")
_UNITS = lazy(r"(?:万元|亿元|元|人|个|项|件|家|台|套|名|所|年|月|日|%|㎡)")
_SIGNS = lazy(r"[\s_＿﹍\-—–~～…·.．,，、。;；:：()（）\[\]【】|｜□☐○]+")
_NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)"


_NO_HINT = lazy(r"^(?:(?:19|20)\d{2}\s*年?|.{2,}(?:厅|局|委|委员会|部|政府)|\S{1,8}\d)$")


def answer_hints(programme: Programme) -> list[str]:
    """The programme's hints that cannot be an answer: no bare years, no names of offices, no numbered labels."""
    return [hint for hint in programme.hints if not _NO_HINT.match(hint.strip())]


def strip_hints(text: str, hints: Sequence[str], notes: bool = True) -> str:
    """``text`` without what the official form prints in its blanks: the given hints, and notes as forms have them.

    ``notes`` are bracketed words about seals, limits and filling in, whatever the programme.
    """
    for start, end in reversed(hint_spans(text, hints, notes)):
        text = text[:start] + text[end:]
    return text


def narrow(text: str) -> str:
    """``text`` in half-width signs, one for one, so that offsets hold."""
    return "".join(wide if len(wide := unicodedata.normalize("NFKC", sign)) == 1 else sign for sign in text)


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(sign for sign in narrow(text).lower() if not sign.isspace() and sign != "_")


def hint_spans(text: str, hints: Sequence[str], notes: bool = True) -> list[tuple[int, int]]:
    """Where ``text`` repeats the hints and, unless not wanted, the notes of forms.

    Merged spans in order, blind to spaces, lines and width.
    """
    plain = narrow(text).lower()
    spans = [match.span() for match in _NOTE.finditer(plain)] if notes else []
    at = [index for index, sign in enumerate(plain) if not sign.isspace() and sign != "_"]
    squeezed = "".join(plain[index] for index in at)
    for hint in hints:
        # A short hint (人, 参考提纲) may be part of an answer; it only counts when it is all there is.
        if len(label_key(hint)) < 8 and "_" not in hint and not hint.strip().startswith(("(", "（")):
            continue
        words = _squeezed(hint)
        start = squeezed.find(words) if words else -1
        while start >= 0:
            spans.append((at[start], at[start + len(words) - 1] + 1))
            start = squeezed.find(words, start + len(words))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def clean(text: str, hints: Sequence[str] = ()) -> str:
    """An answer as one tidy text: no hints, no drawn lines, single spaces."""
    text = strip_hints(text, hints)
    text = re.sub(r"[_＿﹍]+", " ", text)
    lines = (re.sub(r"[ \t\u3000\xa0]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line).strip(" \n:：;；,，")


_POSTS = frozenset({"负责人", "经办人", "法定代表人", "法人", "授权代表"})
_ORGANISATION_END = lazy(r"(?:公司|集团|大学|学院|研究院|研究所|中心|医院|实验室|厂|院|所|校|会)[)）]?$")


def tidy(text: str, kind: ValueType) -> str:
    """An answer whose line breaks only come from a narrow cell, joined again as its type allows."""
    if kind is ValueType.USCC:
        return "".join(text.split())
    if kind in (ValueType.INTEGER, ValueType.AMOUNT):
        return re.sub(r"(?<=[\d,.])\s*\n\s*(?=[\d,.])", "", text)
    if kind in (ValueType.ORGANISATION, ValueType.PERSON, ValueType.ADDRESS) and "\n" in text:
        lines = text.split("\n")
        joined = lines[0]
        for line in lines[1:]:
            whole = kind is ValueType.ORGANISATION and _ORGANISATION_END.search(joined)
            apart = whole or (kind is ValueType.PERSON and len(joined) > 1 and len(line) > 1)
            joined += ("\n" if apart else "") + line
        return joined
    return text


def state_of(text: str, hints: Sequence[str] = (), words: Iterable[str] = ()) -> FieldState:
    """How an answer stands. ``words`` are printed label words that make no answer (其中：企业 个)."""
    bare = clean(text, hints)
    squeezed = _SIGNS.sub("", bare)
    state = FieldState(answer_state(bare))
    if state is FieldState.NONE:
        return state
    if squeezed in _POSTS:
        return FieldState.FILLED  # a post, where a signature line would be blank
    if not squeezed or _DATE_BLANK.match(squeezed) or all(_LIMIT_NOTE.match(line) for line in bare.splitlines()):
        return FieldState.BLANK
    if any(label_key(hint) == label_key(bare) and label_key(bare) for hint in hints):
        return FieldState.BLANK
    if not any(sign.isdigit() for sign in squeezed):
        rest = squeezed
        for word in sorted({*words, "其中", "共", "合计", "总数"}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if not _UNITS.sub("", rest):
            return FieldState.BLANK
    return state


def strip_blocks(blocks: Sequence[Block], hints: Sequence[str], label: str = "") -> tuple[Block, ...]:
    """The blocks of a long answer without paragraphs (or beginnings and ends of them) that only repeat the form."""
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            kept.append(block)
            continue
        text = block.text
        bare = clean(text, hints)
        if text.strip() and (not _SIGNS.sub("", bare) or _LIMIT_NOTE.match(bare) or (label and bare == label)):
            continue
        kept.append(_trimmed(block, hints))
    while kept and isinstance(kept[0], Paragraph) and not kept[0].text.strip():
        kept.pop(0)
    while kept and isinstance(kept[-1], Paragraph) and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)


def _trimmed(paragraph: Paragraph, hints: Sequence[str]) -> Paragraph:
    """The paragraph without a printed note or hint at its start or end."""
    text = paragraph.text
    start, end = 0, len(text)
    for first, last in hint_spans(text, hints):
        if not text[start:first].strip(" \t\u3000:：_"):
            start = last
        elif not text[last:end].strip(" \t\u3000。_"):
            end = first
    while start < end and text[start] in " \t\u3000:：_":
        start += 1
    return cut(paragraph, start, end) if (start, end) != (0, len(text)) else replace(paragraph, heading=None)


def has_picture(blocks: Sequence[Block]) -> bool:
    """Whether an answer holds a figure."""
    for block in blocks:
        if isinstance(block, Figure):
            return True
        if isinstance(block, Table) and any(has_picture(cell.blocks) for cell in block.cells):
            return True
    return False


def answer_text(blocks: Sequence[Block]) -> str:
    """All text of an answer's blocks."""
    return "\n".join(block_text(block) for block in blocks).strip()


_LABEL_NOTES = lazy(r"\s|\(.*?\)|^其中:?")


def number_beside(text: str, label: Label, first: bool = False) -> str | None:
    """The number that a line of counts gives for a label: “企业 9 个”, “9家企业”, “企业：九家”.

    ``first`` also takes the number before 其中 or after 共 (the total, which carries no label of its own).
    Returns the number with its unit as written; an empty text where the label stands with a blank; ``None`` where
    the label is not there at all.
    """
    line = unicodedata.normalize("NFKC", text)
    line = re.sub(r"[_＿﹍\s]+", " ", line)
    value = rf"(?P<n>{_NUMBER}\s*(?:个|家|所|名|人|项|件|位|万元|亿元)?)"
    nouns = r"(?:类|单位|数量|数|成员|总数)*"
    blank = None
    closed = line.replace(" ", "")
    for word in sorted((unicodedata.normalize("NFKC", w) for w in label_words(label)), key=len, reverse=True):
        bare = _LABEL_NOTES.sub("", word)
        if not bare or bare not in closed:
            continue  # most labels do not stand here; building a pattern for each would cost more than reading
        spaced = r"\s*".join(map(re.escape, bare))
        # A longer word around the label (科研院所 for 院所) is another label, except for a closing noun.
        note = r"\s*(?:\([^()]*\))?\s*(?:有|为|共)?\s*[:：]?\s*"
        after = re.search(rf"(?<![\u4e00-\u9fff]){spaced}{nouns}{note}{value}", line)
        after = after or re.search(rf"(?:其中|和|及|以及|包括|含|有){spaced}{nouns}\s*[:：]?\s*{value}", line)
        if after:
            return after.group("n").strip()
        before = re.search(rf"(?P<n>{_NUMBER}\s*(?:个|家|所|名|人|项|件|位))\s*(?:为|是)?{spaced}", line)
        if before:
            return before.group("n").strip()
        if re.search(spaced, line):
            blank = ""
    if first:
        head = line.partition("其中")[0]
        total = re.search(rf"(?:共计?|总数|合计|总计|总共)[^\d]{{0,8}}?{value}", line) or re.search(value, head)
        if total:
            return total.group("n").strip()
        return "" if "其中" in line or not line.strip() else blank
    return blank


_PHONE = lazy(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:0\d{2,3}[-—– )]?)?\d{7,8}(?:[-转]\d{1,6})?")
_MAIL = lazy(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def typed_part(text: str, label: Label) -> str | None:
    """The piece of a mixed answer (“张三 13900000000”) that fits a label's type, or ``None``."""
    line = unicodedata.normalize("NFKC", text)
    if label.type is ValueType.PHONE:
        found = _PHONE.search(line)
        return found.group() if found else None
    if label.type is ValueType.EMAIL:
        found = _MAIL.search(line)
        return found.group() if found else None
    if label.type is ValueType.PERSON:
        name = re.match(r"\s*([\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])(?=[\s,，、;；/\d(]|$)", line)
        return name.group(1) if name else None
    if label.type is ValueType.TEXT:
        rest = _MAIL.sub("", _PHONE.sub("", line))
        pieces = [piece for piece in re.split(r"[\s,，、;；/]+", rest) if piece]
        return pieces[1] if len(pieces) > 1 else None
    return None


def labelled_part(text: str, label: Label, others: Iterable[Label]) -> str | None:
    """What stands after a label's words inside a longer answer (“2018年：100万元 2019年：…”), or ``None``."""
    line = unicodedata.normalize("NFKC", text)
    stops = {unicodedata.normalize("NFKC", word) for other in others for word in label_words(other) if len(word) >= 2}
    for word in sorted(label_words(label), key=len, reverse=True):
        at = line.find(unicodedata.normalize("NFKC", word)) if len(word) >= 2 else -1
        if at < 0:
            continue
        rest = line[at + len(word) :]
        ends = [place for stop in stops if (place := rest.find(stop)) >= 0]
        sign = re.search(r"[;；。\n]", rest)
        end = min([*ends, sign.start() if sign else len(rest)])
        return re.sub(r"^(?:度|末)", "", rest[:end].strip()).strip(" ,，、:：")
    return None
