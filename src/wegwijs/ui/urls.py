"""The style page; only where the setting STYLE_PAGE says so."""

from django.urls import path

from wegwijs.ui.style_page import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("formulier/", views.form, name="form"),
    path("leeg/", views.nothing, name="nothing"),
    path("fouten/<int:code>/", views.error, name="error"),
]
