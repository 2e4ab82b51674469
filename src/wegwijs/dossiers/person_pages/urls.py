"""Addresses of the pages about a person. Every ``pk`` is the person's; ``?dossier=`` says where one came from."""

from django.urls import path

from wegwijs.dossiers.person_pages import double, edit, household, overview, together

app_name = "people"
urlpatterns = [
    path("<uuid:pk>/", overview.person, name="person"),
    path("<uuid:pk>/wijzigen/", edit.edit, name="edit"),
    path("<uuid:pk>/talen/", edit.languages, name="languages"),
    path("<uuid:pk>/adres/", edit.address, name="address"),
    path("<uuid:pk>/referent/", edit.referent, name="referent"),
    path("<uuid:pk>/verblijfstitel/", edit.verblijfstitel, name="titel"),
    path("<uuid:pk>/huishouden/", household.join, name="join"),
    path("<uuid:pk>/huishouden/kind/", household.child, name="child"),
    path("<uuid:pk>/huishouden/uit/", household.leave, name="leave"),
    path("<uuid:pk>/samen/", together.household, name="household"),
    path("<uuid:pk>/samen/verhuizen/", together.move, name="move"),
    path("<uuid:pk>/samen/taal/", together.speak, name="speak"),
    path("dubbel/", double.listing, name="double_list"),
    path("<uuid:pk>/samengevoegd/<uuid:merge_pk>/", double.unmerge, name="unmerge"),
    path("<uuid:pk>/dubbel/", double.doubles, name="doubles"),
    path("<uuid:pk>/dubbel/<uuid:other>/", double.merge, name="merge"),
]
