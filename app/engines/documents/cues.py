"""What a line says of itself besides duties: the cues of words/cues.toml."""

import re
from functools import cache, lru_cache

from app.engines.documents import vocabulary
from app.engines.documents.wording import plain


@cache
def _patterns(kind: str, strength: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary.table("cues")[kind].get(strength, ()))


@lru_cache(maxsize=8192)
def says(text: str, kind: str, strength: str) -> bool:
    """Whether `text` carries a cue of that kind ("legal", ...) and strength ("always", "strong", "weak")."""
    text = _ready(text)
    return any(pattern.search(text) for pattern in _patterns(kind, strength))


@lru_cache(maxsize=8192)
def _ready(text: str) -> str:
    return plain(text[:500]).lstrip("-–—•*\"'( ")
