"""What the largest lists can be sorted by has an index, in the table or in the one that it points to.

People are too few to need one.
"""

import pytest

from houtai.core.ui.keyset import Order
from houtai.core.work.views.log import DecisionLog
from houtai.core.workspaces.models import User
from houtai.modules.collect.views.drafts import Drafts
from houtai.modules.content.models import Article
from houtai.modules.content.views.desk import Index

pytestmark = pytest.mark.once("models are the same on both engines")


def first_columns(model):
    indexes = {index.fields[0].removeprefix("-") for index in model._meta.indexes if index.fields}
    return indexes | {field.name for field in model._meta.fields if field.db_index or field.unique}


def unindexed(view, columns, model):
    order = [Order(model, column.sort_key) for column in columns if column.sort_key]
    tables = [(each.name, field) for each in order for field in each.fields if field.model is not User]
    return [name for name, field in tables if field.name not in first_columns(field.model)]


@pytest.mark.parametrize("view", [DecisionLog, Drafts])
def test_our_own_lists(view):
    assert unindexed(view, view.columns, view.model) == []


def test_the_list_of_articles(rf):
    view = Index(model=Article, edit_url_name="x", inspect_url_name="x")
    view.request = rf.get("/")
    columns = view.columns
    assert len([column for column in columns if column.sort_key]) == 11
    assert unindexed(view, columns, Article) == []
