"""Home answers "what now?": the next interview, what is owed, what is stuck; then the week.

Nothing here depends on a colleague's scorecard for who still owes one of their own for the same candidate.
"""
