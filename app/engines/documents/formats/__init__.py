"""One small file per format; each has `to_text(data: bytes) -> str` and raises Unreadable."""

from importlib import import_module


def parse(kind: str, data: bytes) -> str:
    """The text of `data`, which is of `kind`: "plain", "markdown", "html", "docx" or "pdf"."""
    return import_module(f"app.engines.documents.formats.{kind}").to_text(data)
