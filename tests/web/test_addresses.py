"""Addresses that are put together quickly are those that Django finds."""

import pytest
from django.urls import NoReverseMatch, reverse

from waymark.web.shell.addresses import address

PAGES = [
    ("home", ()),
    ("file:overview", ("lac:E10000003~17",)),
    ("file:record", ("SYN1", "child:SYN1:4")),
    ("file:record", ("SYN1", "a part with é, 50% & a question?")),
    ("steps:step", ("SYN1", "referral", "next-step")),
    ("work:allocate", ("SYN1",)),
]
NO_PAGES = [("file:overview", ("two/parts",)), ("file:overview", ("",)), ("nowhere:page", ()), ("file:overview", ())]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_given_a_page_when_its_address_is_put_together_then_it_is_the_one_that_django_finds(name, args):
    assert address(name, *args) == reverse(name, args=args)


@pytest.mark.parametrize(("name", "args"), NO_PAGES)
def test_given_no_such_page_when_its_address_is_asked_for_then_that_is_an_error(name, args):
    with pytest.raises(NoReverseMatch):
        address(name, *args)
