"""The panel's view side by side, and the human decision with its reasons."""
