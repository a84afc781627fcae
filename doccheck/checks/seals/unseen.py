"""V001: the seals that rows ask for: seen, not seen, another unit's, or for a person to look for on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.checks.registry import check, finding
from doccheck.checks.seals.owners import legible, owner
from doccheck.checks.seals.places import cover_lines, declaration, opinion_box, seal_row
from doccheck.checks.seals.sealed import Region, Sight, look, region, unit_seals, whole
from doccheck.checks.words import name_of, path_of, start_of
from doccheck.document import Location, Paragraph
from doccheck.document.model import Seal
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.model import FieldState, MappedSubmission, Part, SignatureBlock
from doccheck.mapping.names.signing import SEAL
from doccheck.mapping.names.written import narrow
from doccheck.mapping.organisations import defined_names
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import Row, SignRow

_NAMED = 8


class Place(Struct, frozen=True):
    """Where a seal belongs: its evidence, how a person calls it, the region, and the units whose seals it asks for."""

    evidence: Evidence
    where: str
    region: Region
    units: tuple[str, ...] = ()
    count: int = 1


@check("V001")
def unseen_seals(mapped: MappedSubmission) -> Iterator[Finding]:
    """For each row that asks for a seal: nothing where it is seen, else what is seen instead, or that none can be."""
    for row in mapped.programme.rows:
        if not seal_row(row):
            continue
        places = list(_places(row, mapped))
        if not places:
            continue
        found = [(place, _judge(row, place, mapped)) for place in places]
        # A paper may be handed in as text and, sealed, as a scan; units may also seal a page each.
        sealed = [place for place, one in found if one is None]
        done = {unit for place in sealed for unit in place.units}
        told = [
            one
            for place, one in found
            if one is not None and not (sealed and (one.severity is Severity.INFO or done >= set(place.units)))
        ]
        if not told:
            continue
        yield next((one for one in told if one.severity is not Severity.INFO), told[0])


def _judge(row: Row, place: Place, mapped: MappedSubmission) -> Finding | None:
    """The finding about one place, or ``None`` where it bears the seals that it should."""
    held = mapped.documents[place.evidence.document]
    seen = look(held, place.region)
    seals = unit_seals(seen.seals)
    if not seals and not whole(seen.signatures):
        return _none_seen(row, place, seen, mapped)
    aliases = defined_names(mapped.documents) if any(legible(one.name, one.name_confidence) for one in seals) else {}
    others = [unit.name for unit in mapped.members]
    owners = [owner(one.name, one.name_confidence, place.units, others, aliases) for one in seals]
    strange = [(seal, name) for seal, (name, fits) in zip(seals, owners, strict=True) if not fits]
    electronic = len(whole(seen.signatures))
    if isinstance(row, SignRow) and row.who == "bureau":
        # Which office decides is not known from the papers; that it is not an applicant is.
        strange = [(seal, name) for seal, name in strange if name in others]
    if strange and len(strange) == len(seals) and not electronic:
        return _strange(row, place, strange, mapped)
    if place.count > 1 and seen.judged:
        return _some_missing(row, place, seals, owners, electronic, mapped)
    return None


def _none_seen(row: Row, place: Place, seen: Sight, mapped: MappedSubmission) -> Finding:
    path = path_of(mapped, place.evidence.document)
    broken = [one for one in seen.signatures if one.state == "broken"]
    if broken:
        who = f"（{broken[0].signer}）" if broken[0].signer else ""
        return finding(
            "V001",
            row,
            f"“{path}”{place.where}没有印章；文件中的电子签名{who}已失效：签名之后文件被改动，或签名结构不完整。",
            row.advice or "请由签署单位在最终版文件上重新加盖电子印章或公章。",
            place.evidence,
            confidence=0.9,
        )
    if seen.judged:
        return finding(
            "V001",
            row,
            f"“{path}”{place.where}是图像，其中没有看到印章（“{name_of(row)}”应加盖公章）。",
            row.advice or "请在此处加盖公章后重新扫描；如已盖章，请用彩色模式、不低于150dpi重新扫描。",
            place.evidence,
            confidence=0.85,
        )
    unseen = f"{medium(mapped, place.evidence.document)}看不到印章，须人工核对{place.where}。"
    return finding(
        "V001",
        row,
        f"无法判断“{name_of(row)}”是否已盖章：{unseen}",
        "请核对纸质件或盖章后的扫描件：印章应清晰，且与单位全称一致。",
        place.evidence,
        severity=Severity.INFO,
    )


def _strange(row: Row, place: Place, strange: Sequence[tuple[Seal, str]], mapped: MappedSubmission) -> Finding:
    names = "、".join(dict.fromkeys(f"“{name}”" for _, name in strange))
    asked = "、".join(f"“{unit}”" for unit in place.units[:_NAMED])
    whose = f"应为{asked}的公章" if asked else "不是应当盖章的单位"
    document = place.evidence.document
    return finding(
        "V001",
        row,
        f"“{path_of(mapped, document)}”{place.where}所盖的是{names}的印章，{whose}。",
        row.advice or "请由应当盖章的单位加盖公章，印章名称应与单位全称一致。",
        *(Evidence(document, f"印章：{name}", seal.location) for seal, name in strange[:_NAMED]),
        confidence=round(min(seal.name_confidence for seal, _ in strange) * 0.95, 2),
    )


def _some_missing(
    row: Row,
    place: Place,
    seals: Sequence[Seal],
    owners: Sequence[tuple[str, bool]],
    electronic: int,
    mapped: MappedSubmission,
) -> Finding | None:
    """Of several parties some have not sealed: as many seals are wanting, by name where the others' were read."""
    known = {name for name, fits in owners if name and fits}
    unread = sum(1 for name, fits in owners if not name and fits) + electronic
    without = [unit for unit in place.units if unit not in known]
    lacking = place.count - len(known) - unread
    if lacking <= 0:
        return None
    path = path_of(mapped, place.evidence.document)
    who = f"，缺少{'、'.join(f'“{unit}”' for unit in without[:_NAMED])}的印章" if not unread and without else ""
    return finding(
        "V001",
        row,
        f"“{path}”共{place.count}处签署栏，只看到{len(known) + unread}枚印章{who}。",
        row.advice or "请由每一签署单位在各自的签署栏加盖公章后重新扫描。",
        place.evidence,
        confidence=0.8,
    )


def medium(mapped: MappedSubmission, document: str) -> str:
    """How a message calls the kind of file from which seals and ink cannot be told."""
    held = mapped.documents.get(document)
    if held is None:
        return "电子文档"
    if held.ocr:
        return f"“{held.path}”的文字来自扫描件，从中"
    return f"“{held.path}”是{'文字版PDF' if held.format == 'pdf' else '电子文档'}，"


def _places(row: Row, mapped: MappedSubmission) -> Iterator[Place]:
    """Where the seal belongs, in each document that may bear it; none where another finding says it is absent."""
    parts = parts_for(row, mapped.programme, mapped.parts)
    if not parts:
        return
    lead = (mapped.lead.name,) if mapped.lead is not None else ()
    if isinstance(row, SignRow) and row.who == "members":
        yield from _signing_places(parts, mapped)
    elif isinstance(row, SignRow) and row.phrases:
        lines = declaration(row, mapped)
        if lines:
            part = next((p for p in mapped.parts if _holds(p.passage.paragraphs(), lines[0].location)), parts[0])
            evidence = Evidence(part.document, lines[0].text.strip()[:60], lines[0].location)
            yield Place(evidence, "声明落款处", region(part.document, (line.location for line in lines)), lead)
    elif isinstance(row, SignRow) and row.who == "bureau":
        box = opinion_box(row, mapped)
        if box is not None and box.text:
            yield Place(box.evidence, "推荐意见栏", region(box.evidence.document, [box.evidence.location]))
    else:
        for part in parts:
            yield _cover(row, part, mapped, lead)


def _signing_places(parts: Sequence[Part], mapped: MappedSubmission) -> Iterator[Place]:
    """The places to sign of each document, with what follows them in their part."""
    by_document: dict[str, list[SignatureBlock]] = {}
    ids = {part.id for part in parts}
    for block in mapped.signatures:
        if block.part in ids:
            by_document.setdefault(block.document, []).append(block)
    for document, blocks in by_document.items():
        first = blocks[0]
        units = tuple(dict.fromkeys(block.organisation for block in blocks if block.organisation))
        yield Place(
            Evidence(document, first.text.split("\n")[0][:80], first.location),
            f"{len(blocks)}处签署栏",
            region(document, (block.location for block in blocks)),
            units,
            max(len(blocks), 1),
        )


def _cover(row: Row, part: Part, mapped: MappedSubmission, units: tuple[str, ...]) -> Place:
    lines = cover_lines(part)
    places = [line.location for line in lines] or [part.passage.location]
    first = places[0].page
    # A cover is one page: lines of the next belong to the form.
    shown = region(part.document, (place for place in places if place.page == first))
    for line in lines:
        if SEAL.search(narrow(line.text)):
            evidence = Evidence(part.document, line.text.strip()[:60], line.location)
            return Place(evidence, "封面盖章处", region(part.document, [line.location]), units)
    for value in mapped.field_values(row.id):
        if value.state != FieldState.MISSING and value.part == part.id:
            evidence = Evidence(value.document, (value.label or value.text)[:60], value.location)
            return Place(evidence, "单位名称处", shown, units)
    return Place(start_of(part), f"“{path_of(mapped, part.document)}”封面", shown, units)


def _holds(paragraphs: Sequence[Paragraph], location: Location) -> bool:
    return any(paragraph.location == location for paragraph in paragraphs)
