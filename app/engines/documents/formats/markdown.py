"""Markdown: rendered to HTML, so that one file knows what lists, headings and tables become."""

from app.engines.documents.formats import html, plain
from app.engines.documents.formats.front_matter import unfenced


def to_text(data: bytes) -> str:
    """Markdown (CommonMark and tables) to plain text."""
    from markdown_it import MarkdownIt

    # HTML inside Markdown passes through: the HTML reader drops what is not text.
    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": 40, "breaks": True}).enable("table")
    return html.text_of(renderer.render(unfenced(plain.to_text(data))))
