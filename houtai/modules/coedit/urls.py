"""What guests open."""

from django.urls import path

from houtai.modules.coedit.views.pictures import guest_picture
from houtai.modules.coedit.views.shown import guest_shown
from houtai.modules.coedit.views.writing import write

app_name = "coedit"

urlpatterns = [
    path("write/<str:token>/", write, name="write"),
    path("write/<str:token>/picture/", guest_picture, name="guest_picture"),
    path("write/<str:token>/picture/<int:pk>/", guest_shown, name="guest_shown"),
]
