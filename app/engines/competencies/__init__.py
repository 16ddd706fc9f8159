"""The competencies that questions are about, and which of them a line of a document asks for."""

from app.engines.competencies.matching import Match, match
from app.engines.competencies.nearness import Nearest
from app.engines.competencies.taxonomy import ALL, Competency, get

__all__ = ["ALL", "Competency", "Match", "Nearest", "get", "match"]
