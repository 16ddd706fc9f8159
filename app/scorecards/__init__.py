"""One interviewer's evidence and ratings for one interview."""
