"""One booked conversation: stage, panel, time, place."""
