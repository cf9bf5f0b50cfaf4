from django.urls import path

from houtai.modules.collect.views import sample_picture

app_name = "collect"
urlpatterns = [path("sample/picture/<int:number>.png", sample_picture, name="sample_picture")]
