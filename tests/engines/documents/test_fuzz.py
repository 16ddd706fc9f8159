"""Whatever is pasted or uploaded, the reader answers."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from app.engines.documents import Unreadable, read
from app.engines.documents.formats import docx, html, markdown, pdf, plain

PIECES = st.sampled_from(
    (
        "Responsibilities|Requirements:|## Benefits|- |• |1. |**Rota:** |Manage the team|You will lead|We are|a | : |"
        "\n|\n\n|\t|\\n|&bull;|<li>|</p>|â€™|; |. |5+ years of experience|equal opportunity|\u200b|\u2028|😀|İ|ß|"
        "\x00|Plan the rotaOrder stock|Job title: Cook\n|(a) || x | y |\n|=====\n|”|\ud800"
    ).split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_answer_is_in_range(text):
    documents = read(text)
    duties = [duty for document in documents for duty in document.responsibilities]
    last = len(text.replace("\r\n", "\n").splitlines()) + text.count("\n") + 1
    assert documents
    assert [duty.id for duty in duties] == [f"r{number}" for number in range(1, len(duties) + 1)]
    assert all(duty.text.strip() and 1 <= duty.line <= last and 1 <= duty.importance <= 5 for duty in duties)
    assert documents == read(text)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([plain, markdown, html, docx, pdf]), st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(reader, data):
    with suppress(Unreadable):
        assert isinstance(reader.to_text(data), str)
