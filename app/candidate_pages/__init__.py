"""What the candidate sees through a private link. Nothing about scores is anywhere near it."""
