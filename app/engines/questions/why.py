"""One sentence for each question: why it stands where it stands."""

from collections.abc import Sequence

from app.engines.questions.plan import Wanted


def reasons(rows: Sequence[Sequence[tuple[str, ...]]], wanted: Sequence[Wanted]) -> list[list[str]]:
    """For each stage's questions, given what each serves, a sentence; read in the order they are asked."""
    importance = {responsibility.id: responsibility.importance for responsibility in wanted}
    asked_in: dict[str, set[int]] = {}
    sentences: list[list[str]] = []
    for stage, row in enumerate(rows):
        sentences.append([])
        for served in row:
            sentences[-1].append(_reason(served, stage, importance, asked_in))
            for id in served:
                asked_in.setdefault(id, set()).add(stage)
    return sentences


def _reason(
    served: tuple[str, ...], stage: int, importance: dict[str, int], asked_in: dict[str, set[int]]
) -> str:
    new = [id for id in served if id not in asked_in]
    open_still = [id for id in importance if id not in asked_in]
    if new:
        top = max(importance[id] for id in open_still)
        if max(importance[id] for id in new) == top:
            return f"Covers {listed(new)}, the most important not yet asked about."
        return f"Covers {listed(new)}, not asked about before."
    if not served:
        return "Serves none of the responsibilities."
    elsewhere = [id for id in served if stage not in asked_in[id]]
    if elsewhere:
        return f"Asks about {listed(elsewhere)} a second time, in another stage and from another side."
    return f"Adds evidence on {listed(served)} in the time that is left."


def listed(names: Sequence[str]) -> str:
    """r1; r1 and r2; r1, r2 and r3."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
