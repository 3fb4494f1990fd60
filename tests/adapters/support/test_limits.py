"""Calls that hang are left behind, and the error output comes back from them."""

import os
import threading

import pytest

from voicecoach.adapters.support.limits import within
from voicecoach.adapters.support.quiet import Quiet


def test_what_is_done_in_time_is_returned():
    assert within(5, lambda: 7) == 7


def test_what_it_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_what_hangs_is_left_behind_and_given_back_late():
    go, late, came = threading.Event(), [], threading.Event()

    def hang():
        go.wait(10)
        return "device"

    def take(device):
        late.append(device)
        came.set()

    with pytest.raises(TimeoutError):
        within(0.01, hang, take)
    assert late == []
    go.set()

    assert came.wait(5)
    assert late == ["device"]


def test_the_error_output_is_shut_while_anybody_needs_it_and_opens_where_one_hangs(capfd):
    quiet = Quiet()
    os.write(2, b"before ")
    with quiet.shut():
        os.write(2, b"noise ")
        with quiet.shut():
            os.write(2, b"noise ")
        os.write(2, b"noise ")
    os.write(2, b"between ")
    with quiet.shut():
        quiet.open()
        os.write(2, b"hung ")
    os.write(2, b"after")

    assert capfd.readouterr().err == "before between hung after"
