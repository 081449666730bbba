"""Addresses: the MASH board, and screening a referral."""

from django.urls import path

from waymark.web.board import views_board as board
from waymark.web.board import views_find as find
from waymark.web.board import views_screening as screening

app_name = "board"
urlpatterns = [
    path("", board.board, name="board"),
    path("fresh/", board.fresh, name="fresh"),
    path("find/", find.find, name="find"),
    path("<str:episode>/", screening.screening, name="screening"),
    path("<str:episode>/news/", screening.news, name="news"),
    path("<str:episode>/why/", screening.why, name="why"),
    path("<str:episode>/ask/", screening.ask, name="ask"),
    path("<str:episode>/judge/", screening.judge, name="judge"),
    path("<str:episode>/apart/", screening.apart, name="apart"),
    path("<str:episode>/allocate/", screening.allocate, name="allocate"),
    path("<str:episode>/take/", screening.take, name="take"),
]
