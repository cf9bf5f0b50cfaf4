"""A module that is off offers nothing at any address, and everything else goes on as before."""

import pytest
from django.urls import resolve
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.context import current
from houtai.core.workspaces.gate import module_of
from houtai.core.workspaces.switches import switch
from houtai.site.tests import addresses

MODULES = sorted(catalog.optional)
# Leaving, and pages that answer for a browser's session alone.
NOT_ASKED = ("/desk/logout/", "/account/", "/language/", "/desk/failwhale/")


@pytest.fixture
def desk(client, owner):
    client.force_login(owner)
    client.raise_request_exception = True
    return client


def test_each_address_belongs_to_the_module_it_names():
    found = addresses.owners()
    assert all(len(found[name]) > 2 for name in MODULES)
    strayed = [
        (name, address)
        for name, mine in found.items()
        for address in mine
        # The open API looks for itself.
        if not address.startswith("/api/")
        if module_of(match := resolve(address), match.func) != name
    ]
    assert not strayed


@pytest.mark.once("addresses, not rows")
@pytest.mark.parametrize("name", MODULES)
def test_no_address_of_it_is_there(desk, name):
    switch(current(), off=[name], now=now())
    told = {address: desk.get(address).status_code for address in addresses.owners()[name]}
    assert {address: status for address, status in told.items() if status != 404} == {}


@pytest.mark.once("addresses, not rows")
@pytest.mark.parametrize("name", MODULES)
def test_nothing_can_be_sent_to_it(desk, name):
    switch(current(), off=[name], now=now())
    told = {address: desk.post(address).status_code for address in addresses.owners()[name]}
    assert set(told.values()) == {404}


@pytest.mark.once("addresses, not rows")
@pytest.mark.parametrize("name", ["", *MODULES])
def test_its_pages_need_no_other(desk, name):
    """Those of each module, and those of none, where all others are off."""
    asked = [address for owner, address in fine(desk) if owner == name]
    assert asked
    switch(current(), off=[other for other in MODULES if other != name], now=now())
    assert [address for address in asked if desk.get(address).status_code != 200] == []


def test_with_all_of_them_off_the_desk_is_still_there(desk):
    switch(current(), off=MODULES, now=now())
    shown = desk.get("/desk/").content.decode()
    assert not [name for name in MODULES if f'href="/desk/{name}/' in shown or f"/desk/snippets/{name}/" in shown]


def test_what_is_on_again_is_there_again(desk):
    switch(current(), off=["collect"], now=now())
    switch(current(), on=["collect"], now=now())
    assert desk.get("/desk/collect/drafts/").status_code == 200


KNOWN: list[tuple[str, str]] = []


def fine(desk):
    """What answers 200 with everything on; the same for each test, so it is asked once."""
    if not KNOWN:
        asked = [(owner, address) for owner, address in addresses.plain() if not address.startswith(NOT_ASKED)]
        KNOWN.extend((owner, address) for owner, address in asked if desk.get(address).status_code == 200)
    return KNOWN
