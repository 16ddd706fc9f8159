"""The worker's duties each have a thread of their own."""

from threading import Event

import pytest

from app.post import worker


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)


def test_mail_is_sent_while_another_duty_takes_its_time(app, quick, monkeypatch):
    mailed = Event()
    monkeypatch.setattr(worker.mail, "deliver_due", lambda *_: mailed.set())

    def duty(stop):
        assert mailed.wait(10)
        stop.set()

    worker.run(app, [duty])
    assert mailed.is_set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_duty_that_breaks_ends_the_worker(app, quick, monkeypatch):
    monkeypatch.setattr(worker.mail, "deliver_due", lambda *_: None)
    asked = []

    def duty(stop):
        asked.append(stop)
        raise LookupError("broken")

    worker.run(app, [duty])
    assert len(asked) == 1
    assert asked[0].is_set()
