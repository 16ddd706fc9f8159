"""How hard a text is to follow at one hearing, as a school grade (Flesch-Kincaid)."""

import re

from app.engines.questions.lint.words import sentences, words

_SILENT_ENDING = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^l]e)$")
_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """The syllables of an English word, estimated by its groups of vowels; a number counts as one."""
    return sum(_of_part(part) for part in re.split(r"[-'’]", word.lower()) if part) or 1


def grade(text: str) -> float:
    """The school grade of a text, about 0 to 20; 0 for an empty one.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom, 1975).
    """
    spoken, parts = words(text), sentences(text)
    if not spoken:
        return 0.0
    return 0.39 * len(spoken) / len(parts) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def longest_words(text: str, most: int = 3) -> list[str]:
    """The words of four syllables or more, the longest first, each once."""
    long = dict.fromkeys(word.lower() for word in words(text) if syllables(word) >= 4)
    return sorted(long, key=syllables, reverse=True)[:most]


def _of_part(part: str) -> int:
    heard = _SILENT_ENDING.sub(lambda ending: ending[0][0], part) if len(part) > 3 else part
    return max(1, len(_VOWELS.findall(heard)))
