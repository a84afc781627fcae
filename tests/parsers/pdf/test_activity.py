"""What a file carries beside its pages: scripts, attachments, comments, fields, bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from doccheck.document.model import Document, IncidentKind, Paragraph
from doccheck.parsers.pdf import parse_pdf
from tests.parsers.pdf.pdf_files import HEIGHT, LEFT, Sheet, draw, han

Parse = Callable[..., Document]


def page(sheet: Sheet) -> None:
    sheet.text(LEFT, 90, "一、总则", 16)
    sheet.paragraph(120, han(80))


def changed(tmp_path: Path, change: Callable[[pikepdf.Pdf], None]) -> Document:
    target = tmp_path / "changed.pdf"
    with pikepdf.open(draw(tmp_path / "plain.pdf", page)) as file:
        change(file)
        file.save(target)
    return parse_pdf(target, "方案.pdf")


def test_a_plain_file_gives_no_incident(tmp_path: Path) -> None:
    assert changed(tmp_path, lambda file: None).incidents == ()


def test_a_script_is_reported(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("a"), action])))

    (incident,) = changed(tmp_path, change).incidents
    assert incident.kind is IncidentKind.ACTIVE_CONTENT
    assert "JavaScript" in incident.detail


def test_an_attachment_is_named(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.attachments["预算.xlsx"] = b"data"

    (incident,) = changed(tmp_path, change).incidents
    assert incident.kind is IncidentKind.ACTIVE_CONTENT
    assert "预算.xlsx" in incident.detail


def test_a_launch_link_is_reported(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([90, 700, 200, 720]), A=action)
        file.pages[0].Annots = Array([file.make_indirect(link)])

    (incident,) = changed(tmp_path, change).incidents
    assert incident.kind is IncidentKind.ACTIVE_CONTENT
    assert "启动外部程序" in incident.detail


def test_a_comment_is_reported_with_its_words(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([90, 700, 110, 720]), Contents=pikepdf.String("此处请补充")
        )
        file.pages[0].Annots = Array([file.make_indirect(note)])

    (incident,) = changed(tmp_path, change).incidents
    assert (incident.kind, incident.quote) == (IncidentKind.COMMENTS, "此处请补充")


def test_field_values_are_read_as_text(tmp_path: Path) -> None:
    def form(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "Name:")
        sheet.canvas.acroForm.textfield(value="Lin Xiaoyu", x=150, y=HEIGHT - 125, width=200, height=20, borderWidth=0)

    document = parse_pdf(draw(tmp_path / "form.pdf", form), "form.pdf")
    assert "Lin Xiaoyu" in document.text


def test_a_bookmark_gives_its_paragraph_a_level(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("一、 总则", 0))

    blocks = [block for block in changed(tmp_path, change).blocks if isinstance(block, Paragraph)]
    assert [block.style_level for block in blocks] == [1, None]


def test_an_old_appearance_of_a_field_is_not_read(tmp_path: Path) -> None:
    def form(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "Name:")
        sheet.canvas.acroForm.textfield(value="Old Name", x=150, y=HEIGHT - 125, width=200, height=20)

    target = tmp_path / "filled.pdf"
    with pikepdf.open(draw(tmp_path / "form.pdf", form)) as file:
        file.Root.AcroForm.Fields[0].V = pikepdf.String("Lin Xiaoyu")
        file.save(target)
    assert parse_pdf(target, "form.pdf").text.split() == ["Name:", "Lin", "Xiaoyu"]


def test_layers_are_off_where_only_some_are_listed_as_on(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Draft")))
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF, ON=Array([])))
        first = file.pages[0]
        first.Resources.Properties = Dictionary(L=layer)
        first.contents_add(file.make_stream(b"/OC /L BDC"), prepend=True)
        first.contents_add(file.make_stream(b"EMC"))

    document = changed(tmp_path, change)
    assert document.text == ""
    (incident,) = document.incidents
    assert "关闭显示的图层" in incident.detail


def test_a_jump_on_opening_is_no_active_content(tmp_path: Path) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = Array([file.pages[0].obj, Name.Fit])
        file.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())

    assert changed(tmp_path, change).incidents == ()


def test_a_script_under_a_disguised_name_is_reported(tmp_path: Path) -> None:
    target = tmp_path / "disguised.pdf"
    with pikepdf.open(draw(tmp_path / "plain.pdf", page)) as file:
        file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    target.write_bytes(target.read_bytes().replace(b"/JavaScript", b"/Java#53cript"))
    (incident,) = parse_pdf(target, "a.pdf").incidents
    assert "JavaScript" in incident.detail
