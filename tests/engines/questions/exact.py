"""The exact optimum of a tiny plan by trying everything: the measure the chooser is held against."""

from app.engines.questions.board import Board


def best_worth(board: Board, candidates, place: int = 0) -> int:
    """The greatest worth of the board with each candidate from `place` on in any stage, or left out."""
    if place == len(candidates):
        return board.worth()
    best = best_worth(board, candidates, place + 1)
    question = candidates[place]
    for stage in range(len(board.stages)):
        if board.fits(question, stage):
            board.put(question, stage)
            best = max(best, best_worth(board, candidates, place + 1))
            board.take(question, stage)
    return best
