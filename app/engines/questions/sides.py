"""Which competencies are about working with people: a loop should hear of these and of the craft itself."""

PEOPLE = frozenset((
    "teamwork-collaboration", "technical-communication", "stakeholder-client-management",
    "mentoring-knowledge-sharing", "technical-leadership", "ownership-initiative", "learning-adaptability",
    "people-management", "customer-service-care",
))  # fmt: skip
