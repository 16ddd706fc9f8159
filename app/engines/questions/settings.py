"""Where scenes play: a nurse is rather asked about a ward than about a toy factory, if both ask the same.

A role's settings are read from what its responsibilities ask for; a question without a setting fits anywhere.
"""

from collections import Counter
from collections.abc import Sequence

from app.engines.questions.plan import Wanted

SHARE = 0.2  # of the importance that speaks of a setting at all

_SETTING_OF = {
    "clinical-care": "health",
    "teaching-instruction": "school",
    "inventory-logistics": "warehouse",
    "sales-business-development": "shop",
    **dict.fromkeys((
        "python-engineering", "web-frameworks", "backend-services", "api-integration", "frontend-integration",
        "automation-scripting", "version-control-workflow", "application-design", "system-architecture",
        "distributed-async", "technical-decision-making", "prototyping-research", "database-storage",
        "data-pipelines-etl", "ml-ai-integration", "testing-qa", "code-review-standards",
        "refactoring-maintenance", "debugging-troubleshooting", "performance-scalability",
        "application-security", "cicd-release", "cloud-platform", "observability-reliability",
        "production-support-incidents", "product-user-focus",
    ), "software"),
}  # fmt: skip


def settings_of(wanted: Sequence[Wanted]) -> frozenset[str]:
    """The settings that at least a fifth of the telling responsibilities, by importance, speak of; often one."""
    told: Counter[str] = Counter()
    for one in wanted:
        if setting := next((_SETTING_OF[name] for name in one.competencies if name in _SETTING_OF), None):
            told[setting] += one.importance
    return frozenset(name for name, weight in told.items() if weight >= SHARE * told.total())
