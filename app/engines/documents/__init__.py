"""A document in, its responsibilities out.

`extract` turns an uploaded file into plain text (in a child process with limits); `read` turns text into one
`Document` per job profile it describes: the responsibilities, and what was left out and why.
Both are deterministic and know nothing of the rest of the portal.
"""

from app.engines.documents.extraction import extract
from app.engines.documents.reading import read
from app.engines.documents.shapes import Document, LeftOut, Responsibility, Unreadable

__all__ = ["Document", "LeftOut", "Responsibility", "Unreadable", "extract", "read"]
