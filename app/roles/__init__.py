"""Jobs being hired for, and their documented responsibilities."""
