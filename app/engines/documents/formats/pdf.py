"""PDF: the text layer, page by page. A scan has none, and we do not guess at pictures."""

import io
import logging
import re

from app.engines.documents.shapes import MAX_CHARACTERS, Unreadable

MAX_PAGES = 200


def to_text(data: bytes) -> str:
    """The text of a pdf file; running heads and page numbers are dropped where they repeat."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PdfReadError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns at length about harmless things
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("The file is protected with a password; please save it without one.")
        if len(reader.pages) > MAX_PAGES:
            raise Unreadable(
                f"The file has more than {MAX_PAGES} pages; please upload only the job description."
            )
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > MAX_CHARACTERS:
                raise Unreadable("The file holds far more text than a job description; please shorten it.")
    except Unreadable:
        raise
    except FileNotDecryptedError:
        raise Unreadable("The file is protected with a password; please save it without one.") from None
    except ImportError:  # a cipher that needs a library: encrypted in any case
        raise Unreadable("The file is encrypted; please save it without protection.") from None
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable("The file is damaged and could not be read as a PDF.") from error
    if not any(character.isalpha() for page in pages for character in page):
        raise Unreadable(
            "The PDF holds pictures of pages but no text; please paste the text or upload another format."
        )
    return "\n".join(_without_running_lines(pages))


def _without_running_lines(pages: list[str]) -> list[str]:
    """Drops first and last lines that most pages share (digits aside), such as "Page 2 of 5"."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    if len(split) < 2:
        return pages
    edges: dict[str, int] = {}
    for lines in split:
        for edge in {re.sub(r"\d+", "#", line.strip()) for line in lines[:1] + lines[-1:]}:
            edges[edge] = edges.get(edge, 0) + 1
    running = {edge for edge, count in edges.items() if count > len(split) / 2}
    return [
        "\n".join(
            line
            for place, line in enumerate(lines)
            if place not in (0, len(lines) - 1) or re.sub(r"\d+", "#", line.strip()) not in running
        )
        for lines in split
    ]
