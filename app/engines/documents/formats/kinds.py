"""Which format a file is in: by its first bytes, and only then by its name."""

from app.engines.documents.shapes import Unreadable

_OTHER_FORMATS = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed archive",
    b"Rar!": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}


def kind_of(data: bytes, filename: str) -> str:
    """One of plain, markdown, html, docx, pdf; raises Unreadable for a format we know and do not read."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("The file is protected with a password; please save it without one.")
        raise Unreadable("The file is in the old Word format; please save it as docx or pdf.")
    for magic, name in _OTHER_FORMATS.items():
        if data.startswith(magic):
            raise Unreadable(f"The file is {name}; please use txt, md, html, docx or pdf.")
    suffix = filename.lower().rpartition(".")[2]
    if suffix in ("pdf", "docx"):
        raise Unreadable(f"The file is named .{suffix} but is damaged or in another format.")
    if suffix in ("html", "htm", "xhtml") or head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        return "html"
    return "markdown" if suffix in ("md", "markdown") else "plain"
