"""Hard corners of PDF files as such: forms, layers, attachments, protection, damage; each drawn by its function."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.files.pdf.pages import OPENING, SECOND, THIRD
from tests.parsers.pdf.pdf_files import HEIGHT, LEFT, WIDTH, Sheet, draw


def plain(sheet: Sheet) -> None:
    """A heading and a paragraph."""
    sheet.text(LEFT, 90, "一、总则", 16)
    sheet.paragraph(120, OPENING)


def changed(target: Path, change: Callable[[pikepdf.Pdf], None], *painters: Callable[[Sheet], None]) -> None:
    """The painted pages (the plain one unless given), changed."""
    draw(target, *(painters or (plain,)), invariant=1)
    with pikepdf.open(target, allow_overwriting_input=True) as file:
        change(file)
        file.save(target, deterministic_id=True)


def _stream(file: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Object:
    stream = file.make_stream(data)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return file.make_indirect(stream)


def acroform_values(target: Path) -> None:
    """Text fields, check boxes and a choice; no field but the boxes has an appearance of its own."""

    def form(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "项目名称：")
        sheet.text(LEFT, 160, "性质：")
        sheet.text(LEFT + 60, 160, "国有")
        sheet.text(LEFT + 160, 160, "民营")
        sheet.text(LEFT, 200, "领域：")
        sheet.text(LEFT, 240, "说明：")

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        fonts = page.Resources.Font
        song = next(name for name, font in fonts.items() if font.BaseFont == Name("/STSong-Light"))
        look = String(f"{song} 12 Tf 0 g")

        def field(kind: str, name: str, box: tuple[float, ...], **entries: object) -> pikepdf.Object:
            x0, top, x1, bottom = box
            return file.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Widget, FT=Name(f"/{kind}"), T=String(name), F=4, DA=look,
                    Rect=Array([x0, HEIGHT - bottom, x1, HEIGHT - top]), **entries,
                )
            )  # fmt: skip

        symbols = file.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))
        own = Dictionary(Font=Dictionary(Z=symbols))
        ticked = _stream(
            file, b"q 0.5 w 0.5 0.5 11 11 re S BT /Z 11 Tf 2 2 Td (4) Tj ET Q",
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 12, 12]), Resources=own,
        )  # fmt: skip
        empty = _stream(
            file, b"q 0.5 w 0.5 0.5 11 11 re S Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 12, 12])
        )
        looks = Dictionary(N=Dictionary(On=ticked, Off=empty))
        fields = [
            field("Tx", "name", (160, 105, 450, 125), V=String("高端数控装备创新联合体")),
            field("Btn", "state", (136, 150, 148, 162), V=Name.Off, AS=Name.Off, AP=looks),
            field("Btn", "private", (236, 150, 248, 162), V=Name.On, AS=Name.On, AP=looks),
            field("Ch", "field", (160, 185, 450, 205), V=String("工业母机"), Ff=1 << 17,
                  Opt=Array([String("工业母机"), String("智能装备")])),
            field("Tx", "remark", (160, 225, 450, 285), Ff=1 << 12, V=String("第一行说明\r第二行说明")),
            field("Tx", "empty", (160, 300, 450, 320)),
        ]  # fmt: skip
        page.Annots = Array(fields)
        file.Root.AcroForm = Dictionary(Fields=Array(fields), DA=look, DR=Dictionary(Font=fonts))

    changed(target, change, form)


def xfa_values(target: Path) -> None:
    """A dynamic form: the page only asks to wait, the values stand in the XFA data."""
    template = (
        '<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1">'
        '<field name="unit"><caption><value><text>牵头单位</text></value></caption></field>'
        '<field name="sum"><caption><value><text>总投入（万元）</text></value></caption></field>'
        '<field name="note"/></subform></template>'
    )
    data = (
        '<!DOCTYPE x [<!ENTITY boom SYSTEM "file:///etc/hostname">]>'
        '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>'
        "<unit>苏南智能装备研究院</unit><sum>1200</sum><note>备注&boom;</note><blank/>"
        "</form1></xfa:data></xfa:datasets>"
    )

    def change(file: pikepdf.Pdf) -> None:
        parts = Array([])
        for name, words in (("template", template), ("datasets", data)):
            parts.append(String(name))
            parts.append(_stream(file, words.encode()))
        file.Root.AcroForm = Dictionary(Fields=Array([]), XFA=parts)
        file.Root.NeedsRendering = True

    changed(target, change, lambda sheet: sheet.text(LEFT, 120, "Please wait...", font="Helvetica"))


def attachments(target: Path) -> None:
    """A file with a Word file and a picture inside."""

    def change(file: pikepdf.Pdf) -> None:
        file.attachments["02 建设方案.docx"] = b"PK\x03\x04 not a real file"
        file.attachments["标志.png"] = b"\x89PNG not a real picture"

    changed(target, change)


def portfolio(target: Path) -> None:
    """A collection: the papers are inside, the page is only its cover."""

    def change(file: pikepdf.Pdf) -> None:
        file.attachments["1 申报书.pdf"] = b"%PDF-1.4 not a real file"
        file.attachments["2 共建协议.pdf"] = b"%PDF-1.4 not a real file"
        file.Root.Collection = Dictionary(Type=Name.Collection, View=Name.T)

    changed(target, change, lambda sheet: sheet.text(LEFT, 120, "请用 Acrobat 打开此文件包。"))


def empty_password(target: Path) -> None:
    """Encrypted with AES-256, with an empty password for reading."""
    _protected(target, pikepdf.Encryption(user="", owner="secret", R=6))


def owner_restricted(target: Path) -> None:
    """Copying and printing forbidden by the owner (128 bit)."""
    no = pikepdf.Permissions(extract=False, print_lowres=False, print_highres=False, modify_other=False)
    _protected(target, pikepdf.Encryption(user="", owner="secret", R=4, allow=no))


def _protected(target: Path, how: pikepdf.Encryption) -> None:
    draw(target, plain, invariant=1)
    with pikepdf.open(target, allow_overwriting_input=True) as file:
        file.save(target, encryption=how)


def crop_box(target: Path) -> None:
    """A page shown in part: what stands outside the CropBox is not seen."""

    def page(sheet: Sheet) -> None:
        sheet.paragraph(150, OPENING)
        sheet.text(LEFT, 60, "裁切区外的文字不可见")

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].CropBox = Array([60, 200, WIDTH - 60, HEIGHT - 100])

    changed(target, change, page)


def page_labels(target: Path) -> None:
    """Pages labelled i and 1: places still count the sheets from 1."""

    def change(file: pikepdf.Pdf) -> None:
        file.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D)]))

    changed(
        target, change, lambda sheet: sheet.text(LEFT, 120, "扉页"), lambda sheet: sheet.text(LEFT, 120, "正文首页")
    )


def hidden_layer(target: Path) -> None:
    """One layer switched off, one on."""

    def change(file: pikepdf.Pdf) -> None:
        layers = [file.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("旧稿", "正文")]
        file.Root.OCProperties = Dictionary(
            OCGs=Array(layers), D=Dictionary(ON=Array(layers[1:]), OFF=Array(layers[:1]), Order=Array(layers))
        )
        page = file.pages[0]
        page.Resources.Properties = Dictionary(L0=layers[0], L1=layers[1])
        song = next(name for name, font in page.Resources.Font.items() if font.BaseFont == Name("/STSong-Light"))

        def layer(name: str, y: float, words: str) -> str:
            shown = words.encode("utf-16-be").hex()
            return f"/OC /{name} BDC BT {song} 12 Tf 90 {y} Td <{shown}> Tj ET EMC\n"

        extra = layer("L0", 600, "旧稿写的是一千万元") + layer("L1", 570, "正文写的是两千万元")
        page.contents_add(file.make_stream(extra.encode()))

    changed(target, change)


def annotations(target: Path) -> None:
    """Typed words without an appearance of their own, a sticky note, a highlight with a comment."""

    def change(file: pikepdf.Pdf) -> None:
        def note(kind: str, box: tuple[float, ...], words: str, **entries: object) -> pikepdf.Object:
            x0, top, x1, bottom = box
            rect = Array([x0, HEIGHT - bottom, x1, HEIGHT - top])
            return file.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, Contents=String(words), F=4, **entries)
            )

        file.pages[0].Annots = Array(
            [
                note("FreeText", (90, 200, 300, 220), "补充：保证金为五十万元", DA=String("/Helv 12 Tf 0 g")),
                note("Text", (400, 90, 420, 110), "这里请法务再看一遍"),
                note(
                    "Highlight",
                    (90, 110, 200, 124),
                    "与附件不一致",
                    QuadPoints=Array([90, 732, 200, 732, 90, 718, 200, 718]),
                ),
            ]
        )

    changed(target, change)


def invisible_text(target: Path) -> None:
    """Words of render mode 3 with no picture behind them."""

    def page(sheet: Sheet) -> None:
        plain(sheet)
        sheet.text(LEFT, 300, "看不见的关键词联合体建设基础", mode=3)

    draw(target, page, invariant=1)


def scan_layer(target: Path) -> None:
    """Words of render mode 3 over the picture of a page: what a scanner recognised."""
    picture = Image.effect_noise((300, 420), 30)
    stored = io.BytesIO()
    picture.save(stored, "png")

    def page(sheet: Sheet) -> None:
        from reportlab.lib.utils import ImageReader

        stored.seek(0)
        sheet.canvas.drawImage(ImageReader(stored), 0, 0, WIDTH, HEIGHT)
        for at, words in enumerate((OPENING[:30], SECOND[:30], THIRD[:30])):
            sheet.text(LEFT, 120 + 30 * at, words, mode=3)

    draw(target, page, invariant=1)


def off_page_text(target: Path) -> None:
    """Words below and beside the sheet."""

    def page(sheet: Sheet) -> None:
        plain(sheet)
        sheet.text(LEFT, HEIGHT + 200, "纸外的文字写着另一个金额")
        sheet.text(-400, 200, "左边外面的文字")

    draw(target, page, invariant=1)


def white_and_tiny_text(target: Path) -> None:
    """White words on white paper, words of one point, and white words on a dark field, which are seen."""

    def page(sheet: Sheet) -> None:
        plain(sheet)
        sheet.text(LEFT, 300, "白底白字的关键词", colour=(1, 1, 1))
        sheet.text(LEFT, 330, "小得看不见的关键词", 1)
        sheet.box(LEFT - 5, 365, LEFT + 100, 385, fill=True, colour=0.2)
        sheet.text(LEFT, 380, "深底白字可见", colour=(1, 1, 1))

    draw(target, page, invariant=1)


def active_content(target: Path) -> None:
    """A script run on opening, one of a page, a button that sends the form, a link that starts a program."""

    def change(file: pikepdf.Pdf) -> None:
        def script() -> Dictionary:
            return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

        file.Root.OpenAction = script()
        file.pages[0].AA = Dictionary(O=script())
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([90, 700, 200, 720]), A=launch)
        button = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("b"), Ff=1 << 16, Rect=Array([90, 600, 200, 620]),
            A=Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("http://example.invalid/"))),
        )  # fmt: skip
        fields = Array([file.make_indirect(button)])
        file.pages[0].Annots = Array([file.make_indirect(link), fields[0]])
        file.Root.AcroForm = Dictionary(Fields=fields)

    changed(target, change)


def linearised(target: Path) -> None:
    """Set out for reading over a network."""
    draw(target, plain, invariant=1)
    with pikepdf.open(target, allow_overwriting_input=True) as file:
        file.save(target, linearize=True, deterministic_id=True)


def damaged_xref(target: Path) -> None:
    """A cross-reference table that points to the wrong places, and no end of file mark."""
    draw(target, plain, invariant=1)
    data = target.read_bytes()
    at = data.index(b"startxref")
    target.write_bytes(data[:at].replace(b"0000000", b"0000123") + b"startxref\n99999\n")


FILES = {
    function.__name__.replace("_", "-"): function
    for function in (
        acroform_values, xfa_values, attachments, portfolio, empty_password, owner_restricted, crop_box, page_labels,
        hidden_layer, annotations, invisible_text, scan_layer, off_page_text, white_and_tiny_text, active_content,
        linearised, damaged_xref,
    )
}  # fmt: skip
