"""Addresses of the desk."""

from django.urls import path

from overstap.web.desk import access_codes, finding, post, registering, today
from overstap.web.desk.importing import urls as importing

app_name = "desk"
urlpatterns = [
    path("", today.start, name="start"),
    path("zoeken/", finding.find, name="find"),
    path("dossier/<int:case_id>/", finding.case, name="case"),
    path("aanmelden/", registering.register, name="register"),
    path("post/", post.start, name="post"),
    path("post/regio/<slug:code>/", post.board, name="post_of"),
    path("post/regio/<slug:code>/printronde/", post.collect, name="post_collect"),
    path("post/printronde/<int:run_id>/", post.print_run, name="print_run"),
    path("post/printronde/<int:run_id>/pdf/", post.run_pdf, name="run_pdf"),
    path("post/printronde/<int:run_id>/geprint/", post.printed, name="run_printed"),
    path("post/printronde/<int:run_id>/opnieuw/", post.again, name="run_again"),
    path("post/brief/<int:letter_id>/papier/", post.on_paper, name="letter_on_paper"),
    path("post/brief/<int:letter_id>/afgehandeld/", post.settle, name="letter_settle"),
    path("post/brief/<int:letter_id>/retour/", post.came_back, name="letter_came_back"),
    path("post/persoon/<int:participant_id>/", post.choice, name="post_choice"),
    path("persoon/<int:participant_id>/toegangscode/", access_codes.access_code, name="access_code"),
    path("aanmelden/klaar/", registering.done, name="registered"),
    *importing.urlpatterns,
]
