"""What happened, kept: every action records one event; pages of roles, candidates and interviews show theirs."""
