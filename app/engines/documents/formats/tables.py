"""A table row as lines that read sensibly without the table."""


def row_lines(cells: list[list[str]]) -> list[str]:
    """The lines of one row, given the lines of each cell.

    A short cell beside one text is its label ("Label: text"); cells that hold several lines are a page layout
    and follow each other; anything else is joined by bars.
    """
    cells = [cell for cell in cells if cell]
    if not cells:
        return []
    if any(len(cell) > 1 for cell in cells):
        return [line for cell in cells for line in cell]
    texts = [cell[0] for cell in cells]
    if len(texts) > 1 and texts[0].rstrip(".)").isdigit():
        texts = texts[1:]
    if len(texts) == 2 and len(texts[0].split()) <= 6 and not texts[0].startswith("•"):
        return [f"{texts[0].rstrip(': ')}: {texts[1].removeprefix('• ')}"]
    return [" | ".join(texts)]
