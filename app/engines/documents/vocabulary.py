"""The word lists of `words/`, loaded once, with English endings derived."""

import re
import tomllib
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


@cache
def table(name: str) -> dict:
    """The content of words/<name>.toml."""
    return tomllib.loads((_WORDS / f"{name}.toml").read_text("utf-8"))


def _spellings(verb: str) -> set[str]:
    """British and American: organise, organize; analyse, analyze; enrol, enroll."""
    found = {verb}
    if verb.endswith(("ise", "yse")) and len(verb) > 5:
        found.add(verb[:-2] + "ze")
    if verb in ("enrol", "fulfil"):
        found.add(verb + "l")
    return found


def _third_person(verb: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _gerunds(verb: str) -> set[str]:
    if verb.endswith("ie"):
        return {verb[:-2] + "ying"}
    if re.search(r"[^eoy]e$", verb):
        return {verb[:-1] + "ing"}
    doubled = {verb + verb[-1] + "ing"} if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb) else set()
    return {verb + "ing"} | doubled


@cache
def forms(kind: str) -> dict[str, tuple[str, str]]:
    """Each form of the verbs of one list: its base form, and "base", "third" or "gerund"."""
    found: dict[str, tuple[str, str]] = {}
    for verb in table("verbs")[kind].split():
        for base in _spellings(verb):
            for gerund in _gerunds(base):
                found[gerund] = (verb, "gerund")
            found.setdefault(_third_person(base), (verb, "third"))
            found[base] = (verb, "base")
    return found


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A plain list of words, such as words("verbs", "adverbs")."""
    return frozenset(table(name)[key].split())


@cache
def job_nouns() -> frozenset[str]:
    """Nouns that end a job's name, singular and plural."""
    singular = words("jobs", "nouns")
    return singular | {noun + "s" for noun in singular} | {"nurses", "secretaries", "representatives"}


@cache
def job_pattern() -> str:
    """A regular expression for a job's name in lower case: up to four words and a noun of the list."""
    nouns = "|".join(sorted(map(re.escape, job_nouns()), key=len, reverse=True))
    return rf"(?:[\w+#./-]+ ){{0,4}}?(?:{nouns})"


@cache
def phrase(name: str, table_name: str = "") -> re.Pattern[str]:
    """The alternatives of words/phrases.toml under `name`, as one pattern."""
    phrases = table("phrases")
    listed = "|".join(phrases[table_name][name] if table_name else phrases[name])
    for placeholder in ("modal", "often"):
        listed = listed.replace("{" + placeholder + "}", f"(?:{'|'.join(phrases[placeholder])})")
    return re.compile(listed.replace("{job}", job_pattern()))
