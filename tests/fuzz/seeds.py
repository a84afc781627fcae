"""Whole files to spoil: small, of every kind that is read, and holding as many constructs as fit."""

from __future__ import annotations

import io
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment

from doccheck.intake.foreign import unpacker
from tests.intake.test_packages import rar, seven
from tests.parsers.ofd import ofd_files
from tests.parsers.pdf import pdf_files
from tests.parsers.word import word_files as w

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"


def make_seeds(folder: Path) -> dict[str, list[bytes]]:
    """Seeds by kind (the ending that their spoilt copies have); ``folder`` is for their making."""
    folder.mkdir(parents=True, exist_ok=True)
    makers: dict[str, Callable[[Path], Iterator[bytes]]] = {
        "docx": _docx,
        "pdf": _pdf,
        "ofd": _ofd,
        "xlsx": _xlsx,
        "csv": _csv,
        "zip": _zip,
        "tgz": _tgz,
    }
    if unpacker() is not None:
        makers |= {"7z": _seven, "rar": _rar}
    return {kind: list(make(folder)) for kind, make in makers.items()}


def make_pictures(folder: Path) -> dict[str, list[bytes]]:
    """Seeds of scans: small pictures with a few words, and a PDF that holds one. They need the extra [ocr]."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", (420, 160), "white")
    draw = ImageDraw.Draw(picture)
    for line in range(3):
        draw.text((20, 20 + 45 * line), f"No. {line} Total 8530", fill="black", font_size=28)
    draw.ellipse((300, 60, 400, 150), outline="red", width=5)
    made: dict[str, list[bytes]] = {}
    for kind in ("png", "jpg", "bmp", "gif", "webp"):
        picture.save(folder / f"a.{kind}")
        made[kind] = [(folder / f"a.{kind}").read_bytes()]
    made["tif"] = []
    for compression in ("raw", "tiff_lzw", "tiff_jpeg"):
        picture.save(folder / "a.tif", save_all=True, append_images=[picture], compression=compression)
        made["tif"].append((folder / "a.tif").read_bytes())
    sheet = pdf_files.draw(
        folder / "scan.pdf", lambda one: one.canvas.drawImage(str(folder / "a.jpg"), 90, 500, 420, 160)
    )
    made["scan"] = [sheet.read_bytes()]
    return made


def _docx(folder: Path) -> Iterator[bytes]:
    tracked = (
        '<w:ins w:id="1" w:author="甲"><w:r><w:t>增加</w:t></w:r></w:ins><w:del w:id="2" w:author="甲"><w:r>'
        '<w:delText>删去</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom>'
    )
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"{w.run('☒')}</w:sdtContent></w:sdt>"
    )
    notes = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    maths = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    inner = w.table(w.row(w.cell("内"), w.cell("层")))
    body = "".join(
        [
            w.p("一、建设基础", '<w:pStyle w:val="1"/>'),
            *(w.numbered(f"第{at}条", 1, at % 3) for at in range(4)),
            w.p(tracked),
            w.p(control + w.run("是") + notes + maths),
            w.p(w.field(" PAGE ", "3") + w.field(" REF a \\h ", "见表")),
            w.p(w.picture(alt="组织结构图") + w.shape(w.p("框内文字"))),
            w.table(
                w.row(w.cell("单位名称", '<w:gridSpan w:val="2"/>'), w.cell("年份", '<w:vMerge w:val="restart"/>')),
                w.row(w.cell("甲公司"), w.cell(w.p("8,530 万元") + inner), w.cell("", "<w:vMerge/>")),
                properties='<w:tblpPr w:tblpX="1"/>',
            ),
            w.p(w.run("隐藏", "<w:vanish/>") + w.run("白色", '<w:color w:val="FFFFFF"/>')),
            '<w:sectPr><w:headerReference r:id="part_header1" w:type="default"/><w:cols w:num="2"/></w:sectPr>',
        ]
    )
    levels = [w.level(0, "chineseCounting", "第%1条"), w.level(1, "decimal", "%1.%2"), w.level(2, "upperRoman", "%3")]
    parts = {
        "numbering": w.abstract(0, *levels) + w.num(1, 0),
        "styles": '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="0"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="0"><w:name w:val="Normal"/></w:style>',
        "footnotes": f'<w:footnote w:id="2">{w.p("脚注")}</w:footnote>',
        "comments": f'<w:comment w:id="1" w:author="乙">{w.p("批注")}</w:comment>',
        "header1": w.p("页眉"),
    }
    path = w.write_docx(
        folder / "a.docx",
        body,
        parts=parts,
        relations=[("rId9", "image", "media/image1.png")],
        external=[("rId8", "hyperlink", "https://example.invalid/")],
        files={"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(60)},
    )
    yield path.read_bytes()
    document = docx.Document()
    document.add_heading("建设方案", 1)
    document.add_paragraph("列表", style="List Number")
    document.add_table(2, 3).cell(0, 0).merge(document.tables[0].cell(0, 1)).text = "合并"
    document.save(str(folder / "b.docx"))
    yield (folder / "b.docx").read_bytes()
    yield next(DEMO.rglob("4 攻关清单及年度攻关计划.docx")).read_bytes()


def _pdf(folder: Path) -> Iterator[bytes]:
    def first(sheet: pdf_files.Sheet) -> None:
        sheet.centred(80, "建设方案", 18)
        sheet.paragraph(120, pdf_files.han(120))
        sheet.grid([90, 200, 300], [260, 290, 320], [["单位", "金额"], ["甲公司", "8,530"]])
        sheet.box(90, 400, 200, 450, fill=True)

    def second(sheet: pdf_files.Sheet) -> None:
        sheet.paragraph(100, pdf_files.han(60, 7))
        sheet.canvas.bookmarkPage("a")
        sheet.canvas.addOutlineEntry("二、目标", "a")
        sheet.canvas.acroForm.textfield(name="单位", value="value", x=100, y=300)
        sheet.canvas.acroForm.checkbox(name="c", checked=True, x=100, y=200)
        sheet.canvas.linkURL("https://example.invalid/", (90, 90, 200, 120))

    plain = pdf_files.draw(folder / "a.pdf", first, second)
    yield plain.read_bytes()
    # Content streams in the open, so that what is spoilt is their operators, not their compression.
    for name, options in (
        ("b.pdf", {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}),
        ("c.pdf", {"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
        ("d.pdf", {"encryption": pikepdf.Encryption(owner="o", user="")}),
    ):
        with pikepdf.open(plain) as pdf:
            if name == "b.pdf":
                pdf.attachments["附件.txt"] = b"attached"
                for page in pdf.pages:
                    page.contents_coalesce()
                for thing in pdf.objects:
                    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") is not None:
                        thing.write(thing.read_bytes())
            pdf.save(folder / name, **options)
        yield (folder / name).read_bytes()


def _ofd(folder: Path) -> Iterator[bytes]:
    words = ofd_files.text("建设方案", 60, 30, 8) + ofd_files.text("一、建设基础", 25, 50)
    grid = ofd_files.grid([25, 80, 150], [60, 70, 80], [["单位", "金额"], ["甲公司", "8530"]])
    yield ofd_files.simple(folder / "a.ofd", words + grid, ofd_files.text("第二页", 25, 50)).read_bytes()
    yield ofd_files.simple(folder / "b.ofd", words, grid, bodies=2).read_bytes()


def _xlsx(folder: Path) -> Iterator[bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "单位名称", "金额", "日期"])
    sheet.append([1, "甲公司", 8530.5, "2024-01-02"])
    sheet.append([2, "乙公司", "=C2*2", 45000])
    sheet["C2"].number_format = "#,##0.00"
    sheet["D3"].number_format = "yyyy年m月d日"
    sheet["B2"].comment = Comment("批注", "甲")
    sheet.merge_cells("A4:B5")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    yield (folder / "a.xlsx").read_bytes()


def _csv(folder: Path) -> Iterator[bytes]:
    rows = '序号,单位名称,"金额,万元"\r\n1,"甲""公司",8530\r\n2,乙公司,\r\n'
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        yield rows.encode(encoding)


def _members(folder: Path) -> dict[str, bytes]:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("内/协议.docx", next(_docx(folder)))
    return {
        "材料/名单.csv": next(_csv(folder)),
        "材料/方案.ofd": next(_ofd(folder)),
        "内层.zip": inner.getvalue(),
        "__MACOSX/._名单.csv": b"x",
        "~$方案.docx": b"x",
    }


def _zip(folder: Path) -> Iterator[bytes]:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as package:
            for name, content in _members(folder).items():
                package.writestr(name, content)
        yield out.getvalue()


def _tgz(folder: Path) -> Iterator[bytes]:
    for mode in ("w:gz", "w"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as package:  # type: ignore[call-overload]
            for name, content in _members(folder).items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                package.addfile(info, io.BytesIO(content))
        yield out.getvalue()


def _seven(folder: Path) -> Iterator[bytes]:
    inside = folder / "7z"
    for name, content in _members(folder).items():
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_bytes(content)
    yield seven(inside, folder / "a.7z").read_bytes()
    command = [unpacker() or "", "--format", "7zip", "--options", "compression=deflate", "-cf", str(folder / "b.7z")]
    subprocess.run([*command, "-C", str(inside), "."], check=True, env={"LC_ALL": "C.UTF-8"})
    yield (folder / "b.7z").read_bytes()


def _rar(folder: Path) -> Iterator[bytes]:
    yield rar(folder / "a.rar", _members(folder)).read_bytes()
