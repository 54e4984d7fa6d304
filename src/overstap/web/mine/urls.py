"""Addresses of the person's own file."""

from django.urls import include, path

from overstap.web.mine import data, now, plan, post, questions, rights, sharing, stopping

app_name = "mine"
urlpatterns = [
    path("", now.start, name="start"),
    path("vragen/", questions.ask, name="questions"),
    path("plan/", plan.show, name="plan"),
    path("plan/akkoord/", plan.agree, name="agree"),
    path("plan/versie/<int:number>/", plan.version, name="plan_version"),
    path("plan/onderdeel/<int:item_id>/verklaring/", plan.statement, name="plan_statement"),
    path("plan/onderdeel/<int:item_id>/leerovereenkomst/", plan.training, name="plan_training"),
    path("gegevens/", data.show, name="data"),
    path("gegevens/contact/", data.contact, name="contact"),
    path("gegevens/bestand/", data.download, name="download"),
    path("delen/", sharing.show, name="sharing"),
    path("delen/erbij/", sharing.give, name="give"),
    path("delen/<int:consent_id>/uit/", sharing.switch_off, name="switch_off"),
    path("delen/<int:consent_id>/aan/", sharing.switch_on, name="switch_on"),
    path("delen/partij/<int:party_id>/uit/", sharing.leave_out, name="leave_out"),
    path("brieven/", post.letters, name="letters"),
    path("brieven/keuze/", post.choice, name="post_choice"),
    path("brieven/<int:letter_id>/", post.letter, name="letter"),
    path("brieven/<int:letter_id>/pdf/", post.letter_pdf, name="letter_pdf"),
    path("berichten/", post.thread, name="messages"),
    path("logboek/", sharing.trail, name="log"),
    path("bezwaar-en-verhuizen/", rights.overview, name="rights"),
    path("verhuizen/", rights.move, name="move"),
    path("verhuizen/<int:passing_id>/weg/", rights.withdraw_move, name="withdraw_move"),
    path("bezwaar/", rights.object_to, name="object"),
    path("bezwaar/<int:objection_id>/weg/", rights.withdraw_objection, name="withdraw_objection"),
    path("verbeteren/<slug:fact_id>/", rights.correct, name="correct"),
    path("verbeteren/verzoek/<int:correction_id>/weg/", rights.withdraw_correction, name="withdraw_correction"),
    path("stoppen/", stopping.stop, name="stop"),
    path("", include("overstap.web.mine.own_urls")),
]
