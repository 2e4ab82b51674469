"""Addresses of the daily work in one dossier, and of the post."""

from django.urls import path

from wegwijs.dossiers.views import afspraken, emergency, facts, letters, people, post, reveal, state, work

app_name = "dossiers"
urlpatterns = [
    path("noodtoegang/", emergency.emergency, name="emergency"),
    path("<uuid:pk>/noodtoegang/einde/", emergency.emergency_end, name="emergency_end"),
    path("<uuid:pk>/bsn/", reveal.bsn, name="bsn"),
    path("<uuid:pk>/beschermd-adres/", reveal.address, name="safe_address"),
    path("<uuid:pk>/adres/", letters.address_is_right, name="address"),
    path("<uuid:pk>/regisseur/", people.assign, name="assign"),
    path("<uuid:pk>/stand/", state.state, name="state"),
    path("<uuid:pk>/partner/", people.involve_partner, name="involve"),
    path("<uuid:pk>/partners/", people.partners, name="partners"),
    path("<uuid:pk>/partner/<int:partner>/einde/", people.end_access, name="end_access"),
    path("<uuid:pk>/tijdlijn/<int:event>/verbeteren/", facts.correct, name="correct"),
    path("<uuid:pk>/tijdlijn/<int:event>/intrekken/", facts.withdraw, name="withdraw"),
    path("<uuid:pk>/contact/", work.contact, name="contact"),
    path("<uuid:pk>/afspraak/", afspraken.plan, name="afspraak"),
    path("<uuid:pk>/afspraak/<uuid:afspraak_pk>/", afspraken.move, name="afspraak_move"),
    path("<uuid:pk>/afspraak/<uuid:afspraak_pk>/afzeggen/", afspraken.cancel, name="afspraak_cancel"),
    path("<uuid:pk>/taak/", work.task, name="task"),
    path("<uuid:pk>/taak/<uuid:task_pk>/klaar/", work.task_done, name="task_done"),
    path("<uuid:pk>/inschrijving/", facts.registration, name="registration"),
    path("<uuid:pk>/gegevens/", facts.facts, name="facts"),
    path("<uuid:pk>/gegevens/<slug:kind>/", facts.fact, name="fact"),
    path("<uuid:pk>/brief/<uuid:letter_pk>/", letters.letter, name="letter"),
    path("<uuid:pk>/brief/<uuid:letter_pk>/vertaling/", letters.translation, name="translation"),
    path("<uuid:pk>/brief/<uuid:letter_pk>/terug/", letters.came_back, name="letter_back"),
    path("post/", post.post, name="post"),
    path("post/nieuw/", post.register, name="post_new"),
    path("post/<uuid:pk>/", post.item, name="post_item"),
    path("post/<uuid:pk>/bestand/", post.content, name="post_file"),
]
