from datetime import date

import pytest
from django.utils.translation import override

from houtai.modules.insight.forms import DatesForm


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_days_that_are_shown_stand_in_the_fields(language):
    with override(language):
        assert 'value="2026-11-21"' in str(DatesForm(initial={"start": date(2026, 11, 21)})["start"])
