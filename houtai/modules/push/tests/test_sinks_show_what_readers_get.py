"""The command for trying by hand."""

from urllib.request import urlopen

import pytest

from houtai.core.readers.models import Address
from houtai.modules.push.management.commands.sinks import subscribe
from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.channels import sinks
from houtai.modules.push.tests.sinking import message, send

pytestmark = pytest.mark.django_db
__all__ = ["sinks"]


def test_its_readers_are_reached_on_each_channel(sinks: Sinks):
    subscribe(sinks, "sinks-1")
    subscribe(sinks, "sinks-1")
    addresses = {address.channel: address.value for address in Address.objects.all()}
    assert sorted(addresses) == ["email", "webhook", "webpush"]
    for channel, value in addresses.items():
        (receipt,) = send(channel, message("w.1", value, title="<b>Tides</b>"))
        assert receipt.state == "delivered", receipt
    with urlopen(f"{sinks.origin}/") as answer:
        page = answer.read().decode()
    assert "Received: 3" in page
    assert "&lt;b&gt;Tides" in page
    assert "<b>Tides" not in page


def test_what_was_received_outlives_a_crash(tmp_path):
    from houtai.modules.push.sample.received import Books

    books = Books(keep=tmp_path / "kept")
    books.take("email", "anna", {"key": "w.1", "title": "潮汐表"})
    with (tmp_path / "kept").open("a") as torn:
        torn.write('{"channel": "ema')
    again = Books(keep=tmp_path / "kept")
    again.take("email", "anna", {"key": "w.1"})
    again.take("email", "bert", {"key": "w.1"})
    assert (len(again.received), sum(again.repeats.values())) == (2, 1)
    assert len(Books(keep=tmp_path / "kept").received) == 2
