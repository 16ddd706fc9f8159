"""The hall: what all views share. Knows no room."""
