"""What guests open."""

from django.urls import path

from houtai.modules.coedit.views.writing import write

app_name = "coedit"

urlpatterns = [path("write/<str:token>/", write, name="write")]
