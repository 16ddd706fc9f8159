"""Home answers "what now?": the next interview, what is owed, what is stuck; then the week."""
