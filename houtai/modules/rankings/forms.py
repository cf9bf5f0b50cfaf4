from django import forms

from houtai.modules.rankings.models import Ranking


class RankingForm(forms.ModelForm[Ranking]):
    class Meta:
        model = Ranking
        fields = ["window", "half_life", "minimum"]
