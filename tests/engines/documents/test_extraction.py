"""Files, good and bad, through the real child process."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfWriter

from app.engines.documents import Unreadable, extract
from app.engines.documents.formats import docx as docx_format
from app.engines.documents.formats import pdf, plain
from app.engines.documents.formats.html import text_of
from app.engines.documents.formats.tables import row_lines


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Porter", 0)
    document.add_heading("Duties", 1)
    document.add_paragraph("Move beds", style="List Bullet")
    document.add_paragraph("Carry samples", style="List Number")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Rota", "Keep the rota"
    document.add_paragraph().add_run("Benefits").bold = True
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    (document.save if hasattr(document, "save") else document.write)(stream)
    return stream.getvalue()


def pdf_file(text: str) -> bytes:
    """A one-page pdf written by hand: a text layer, or none for an empty text."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(written),
        )
    )


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def refusal(data: bytes, filename: str) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, filename)
    return str(refused.value)


def test_a_word_file_keeps_headings_bullets_and_table_rows():
    lines = [line for line in extract(word_file(), "porter.docx").split("\n") if line]
    assert lines == [
        "# Porter",
        "# Duties",
        "• Move beds",
        "• Carry samples",
        "Rota: Keep the rota",
        "**Benefits**",
    ]


def test_a_pdf_gives_its_text():
    assert extract(pdf_file("Move beds"), "porter.pdf").strip() == "Move beds"


def test_what_a_file_is_counts_for_more_than_its_name():
    assert extract(pdf_file("Move beds"), "porter.txt").strip() == "Move beds"


def test_a_pdf_of_pictures_is_refused_in_one_sentence():
    with pytest.raises(Unreadable, match="pictures of pages"):
        pdf.to_text(pdf_file(""))


def test_a_pdf_with_a_password_is_refused():
    writer = PdfWriter(clone_from=io.BytesIO(pdf_file("Move beds")))
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(Unreadable, match="password"):
        pdf.to_text(saved(writer))


@pytest.mark.parametrize(
    ("data", "filename", "said"),
    [
        (b"", "a.txt", "empty"),
        (b" \n ", "a.txt", "empty"),
        (b"a" * (10 * 1024 * 1024 + 1), "a.txt", "larger than 10 MB"),
        (b"\x89PNG\r\n", "a.png", "a picture"),
        (b"{\\rtf1", "a.rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"\xd0\xcf\x11\xe0", "a.doc", "old Word"),
        (b"hello", "a.pdf", "damaged"),
        (b"hello", "a.docx", "damaged"),
        (bytes(range(256)) * 40, "a.txt", "not text"),
        (b"%PDF-1.7 and then nothing", "a.pdf", "damaged"),
        (archive(hello=b"<a/>"), "a.docx", "not a Word document"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, filename, said):
    message = refusal(data, filename)
    assert said in message
    assert message.endswith(".")
    assert message.count(". ") == 0


def test_a_word_file_that_unpacks_to_a_thousand_times_its_size_is_refused():
    with pytest.raises(Unreadable, match="unpacks"):
        docx_format.to_text(archive(word__document=b"<a>" + b" " * (20 << 20)))


def declaring(data: bytes, size: int) -> bytes:
    """The archive, its first part declared to unpack to `size` bytes."""
    changed = bytearray(data)
    place = changed.find(b"PK\x01\x02") + 24
    changed[place : place + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def test_a_word_file_that_declares_to_be_huge_is_refused():
    with pytest.raises(Unreadable, match="unpacks"):
        docx_format.to_text(declaring(archive(word__document=b"<a/>"), 1 << 30))


def test_a_word_file_that_says_it_is_smaller_than_it_is_is_refused():
    with pytest.raises(Unreadable, match="damaged"):
        docx_format.to_text(declaring(archive(word__document=b"<a>" + b" " * (20 << 20)), 100))


def test_a_word_file_that_declares_entities_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as good, zipfile.ZipFile(stream, "w") as bad:
        for part in good.infolist():
            content = good.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "beds">]><w:document', 1)
            bad.writestr(part.filename, content)
    with pytest.raises(Unreadable, match="damaged"):
        docx_format.to_text(stream.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_in_any_common_encoding_reads_the_same(encoding):
    assert plain.to_text("Café “rota” – £5\r\n• beds".encode(encoding)) == "Café “rota” – £5\n• beds"


def test_scripts_hidden_things_and_menus_are_no_text_of_a_page():
    page = (
        "<nav>Home</nav><script>x()</script><p hidden>y</p><p style='display: none'>z</p>"
        "<h2>Duties</h2><ul><li><p>Beds</p></ul>"
    )
    assert [line for line in text_of(page).split("\n") if line] == ["## Duties", "• Beds"]


def test_deep_nesting_does_not_break_the_page_reader():
    assert "beds" in text_of("<div>" * 3000 + "beds" + "</div>" * 3000)


def test_a_table_row_reads_as_a_line():
    assert row_lines([["1"], ["Rota"], ["Keep it"]]) == ["Rota: Keep it"]
    assert row_lines([["a", "b"], ["c"]]) == ["a", "b", "c"]
    assert row_lines([["a"], ["b"], ["c"]]) == ["a | b | c"]
