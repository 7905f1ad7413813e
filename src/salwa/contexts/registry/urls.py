"""Registry, urls."""

from django.urls import path

from salwa.contexts.registry.pages.firearms import firearm, firearms

app_name = "registry"
urlpatterns = [
    path("firearms/", firearms, name="firearms"),
    path("firearms/<str:number>/", firearm, name="firearm"),
]
