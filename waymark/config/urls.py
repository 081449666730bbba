"""All addresses are the web application's."""

from django.urls import include, path

handler400 = "waymark.web.shell.errors.bad_request"
handler403 = "waymark.web.shell.errors.refused"
handler404 = "waymark.web.shell.errors.not_found"
handler500 = "waymark.web.shell.errors.broken"

urlpatterns = [path("", include("waymark.web.urls"))]
