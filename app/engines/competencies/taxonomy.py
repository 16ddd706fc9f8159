"""The taxonomy, read from competencies.toml, which a subject expert edits without knowing Python."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FIELDS = ("software", "trade", "any")


@dataclass(frozen=True)
class Competency:
    """One thing a question can be about; `core` ones belong to software work, the others extend it.

    `field` is where the aliases count (software, trade, any); `never_with` are phrases that turn their sense,
    `titles` words of job titles that make the competency likelier.
    """

    id: str
    group: str
    name: str
    definition: str
    aliases: tuple[str, ...]
    core: bool
    field: str = "any"
    never_with: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def _read() -> tuple[tuple[Competency, ...], tuple[str, ...], tuple[str, ...]]:
    content = tomllib.loads(Path(__file__).with_name("competencies.toml").read_text(encoding="utf-8"))
    competencies = []
    for row in content["competency"]:
        if row["field"] not in FIELDS:
            raise ValueError(f"competencies.toml: {row['id']}: “field” is not one of {', '.join(FIELDS)}")
        lists = {key: tuple(row.get(key, ())) for key in ("aliases", "never_with", "titles")}
        competencies.append(Competency(**{**row, **lists}))
    return tuple(competencies), tuple(content["software"]["words"]), tuple(content["trades"]["words"])


ALL, SOFTWARE_WORDS, TRADE_WORDS = _read()
_BY_ID = {competency.id: competency for competency in ALL}


def get(id: str) -> Competency | None:
    return _BY_ID.get(id)
