"""Plain text in whatever encoding."""

import re

from app.engines.documents.shapes import Unreadable

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def to_text(data: bytes) -> str:
    """Decodes `data`; a byte order mark decides, then UTF-8, then the likeliest old encoding."""
    text = _decode(data)
    if len(_CONTROL.findall(text[:20_000])) > len(text[:20_000]) / 200:
        raise Unreadable("The file is not text; please use txt, md, html, docx or pdf.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        text = data.decode("utf-8")
        if "\x00" not in text:
            return text
    except UnicodeDecodeError:
        pass
    # UTF-16 without its mark: every second byte of European text is zero.
    for odd, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[odd:4000:2]
        if half.count(0) > 0.7 * len(half) and data[1 - odd : 4000 : 2].count(0) < 0.1 * len(half):
            return data.decode(encoding, "replace")
    if data.count(0) > len(data) / 1000:
        raise Unreadable("The file is not text; please use txt, md, html, docx or pdf.")
    return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Bytes 0x80-0x9f are punctuation in Windows-1252, by far the commonest old encoding of English adverts;
    # the guesser, made for all languages, is asked only where that reading leaves odd characters.
    western = data.decode("cp1252", "replace")
    odd = sum(1 for sign in western if ord(sign) > 127 and sign not in _COMMON_SIGNS)
    if odd <= len(western) / 500:
        return western
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise Unreadable("The encoding of the file was not recognised; please save it as UTF-8.")
    return data.decode(best.encoding, "replace")


_COMMON_SIGNS = frozenset("‘’“”–—…•·£€°®™©§\xa0àâäçèéêëîïôöùûüßñáíóúÀÉÖÜÄ½¼²³")
