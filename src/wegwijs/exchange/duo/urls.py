"""Addresses of the exchange with DUO: the interface for DUO itself, and pages for employees."""

from django.urls import path

from wegwijs.exchange.duo.api import api, nothing_here
from wegwijs.exchange.duo.views import connections, facts, lists, messages, portal

app_name = "duo"
urlpatterns = [
    path("v1/", api.urls),
    path("v1/<path:rest>", nothing_here),
    path("berichten/", messages.messages, name="messages"),
    path("berichten/in/<uuid:pk>/", messages.message_in, name="message_in"),
    path("berichten/in/<uuid:pk>/opnieuw/", messages.retry_in, name="retry_in"),
    path("berichten/in/<uuid:pk>/weg/", messages.put_aside, name="put_aside"),
    path("berichten/uit/<uuid:pk>/", messages.message_out, name="message_out"),
    path("berichten/uit/<uuid:pk>/opnieuw/", messages.retry_out, name="retry_out"),
    path("portaal/", portal.portal, name="portal"),
    path("portaal/ingevoerd/", portal.done, name="portal_done"),
    path("portaal/<uuid:pk>/", portal.item, name="portal_item"),
    path("gegevens/", facts.facts, name="facts"),
    path("gegevens/<uuid:pk>/", facts.facts_of, name="facts_of"),
    path("lijst/", lists.upload, name="upload"),
    path("koppelingen/", connections.connections, name="connections"),
    path("koppelingen/<slug:code>/", connections.connection, name="connection"),
    path("koppelingen/<slug:code>/proberen/", connections.try_it, name="try_connection"),
]
