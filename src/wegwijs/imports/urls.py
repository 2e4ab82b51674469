"""Addresses of files: ``pk`` is the file's, ``number`` the line of a row."""

from django.urls import path

from wegwijs.imports import views

app_name = "imports"
urlpatterns = [
    path("<uuid:pk>/", views.file, name="file"),
    path("<uuid:pk>/kolommen/", views.mapping, name="mapping"),
    path("<uuid:pk>/regel/<int:number>/", views.row, name="row"),
    path("<uuid:pk>/overnemen/", views.take, name="take"),
    path("<uuid:pk>/stop/", views.stop, name="stop"),
    path("<uuid:pk>/verder/", views.resume, name="resume"),
    path("<uuid:pk>/terugdraaien/", views.undo, name="undo"),
    path("<uuid:pk>/geweigerd.csv", views.report, name="report"),
]
