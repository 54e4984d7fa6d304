"""Addresses of the guidance workplace."""

from django.urls import URLPattern, URLResolver, include, path

from overstap.web.guidance import assessing, caseload, file, handing_over, outcome, post, profile, trying, windows, worrying

app_name = "guidance"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", caseload.start, name="start"),
    path("lijst.csv", caseload.export, name="export"),
    path("weergave/", caseload.save_view, name="save_view"),
    path("weergave/<int:view_id>/wissen/", caseload.delete_view, name="delete_view"),
    path("verdelen/", caseload.assign, name="assign"),
    path("stilstaand/", worrying.worries, name="worries"),
    path("stilstaand/<int:case_id>/herstellen/", worrying.repair, name="repair"),
    path("waarneming/", worrying.cover, name="cover"),
    path("waarneming/<int:absence_id>/terug/", worrying.back, name="back"),
    path("dossier/<int:case_id>/", file.case, name="case"),
    path("dossier/<int:case_id>/oppakken/", caseload.take, name="take"),
    path("dossier/<int:case_id>/volgende-stap/", file.next_step, name="next_step"),
    path("dossier/<int:case_id>/afsluiten/", file.close, name="close"),
    path("dossier/<int:case_id>/intake/", assessing.intake, name="intake"),
    path("dossier/<int:case_id>/advies/", assessing.advice, name="advice"),
    path("dossier/<int:case_id>/advies/<int:assessment_id>/besluit/", assessing.decide, name="decide"),
    path("dossier/<int:case_id>/proberen/", trying.try_out, name="try_out"),
    path("dossier/<int:case_id>/diagnose/", assessing.diagnosis, name="diagnosis"),
    path("dossier/<int:case_id>/eigen-hulp/", assessing.own_service, name="own_service"),
    path("dossier/<int:case_id>/profiel/", profile.profile, name="profile"),
    path("dossier/<int:case_id>/profiel/regel/", profile.add_entry, name="add_entry"),
    path("dossier/<int:case_id>/profiel/regel/<int:entry_id>/weg/", profile.remove_entry, name="remove_entry"),
    path("dossier/<int:case_id>/overdracht/", handing_over.handovers, name="handovers"),
    path("dossier/<int:case_id>/overdracht/<int:handover_id>/aanvaarden/", handing_over.accept, name="accept_handover"),
    path("dossier/<int:case_id>/overdracht/<int:handover_id>/weigeren/", handing_over.refuse, name="refuse_handover"),
    path(
        "dossier/<int:case_id>/overdracht/<int:handover_id>/intrekken/", handing_over.withdraw, name="withdraw_handover"
    ),
    path(
        "dossier/<int:case_id>/overdracht/<int:handover_id>/contact/", handing_over.first_contact, name="first_contact"
    ),
    path(
        "dossier/<int:case_id>/overdracht/<int:handover_id>/andere-partij/",
        handing_over.redirect_to,
        name="redirect_handover",
    ),
    path("dossier/<int:case_id>/overdracht/<int:handover_id>/uitnodigen/", handing_over.invite, name="invite"),
    path("dossier/<int:case_id>/overdracht/<int:handover_id>/vraag/", handing_over.ask, name="ask_handover"),
    path(
        "dossier/<int:case_id>/overdracht/<int:handover_id>/vraag/<int:question_id>/",
        handing_over.answer,
        name="answer_handover",
    ),
    path("dossier/<int:case_id>/geen-schuldhulp/", handing_over.decline_debts, name="decline_debts"),
    path("dossier/<int:case_id>/loketten/", windows.windows, name="windows"),
    path("dossier/<int:case_id>/loketten/<slug:code>/aanvragen/", windows.apply, name="window_apply"),
    path("dossier/<int:case_id>/loketten/aanvraag/<uuid:key>/antwoord/", windows.answer, name="window_answer"),
    path("dossier/<int:case_id>/loketten/aanvraag/<uuid:key>/intrekken/", windows.withdraw, name="window_withdraw"),
    path("dossier/<int:case_id>/berichten/", post.thread, name="messages"),
    path("dossier/<int:case_id>/brieven/", post.letters, name="letters"),
    path("dossier/<int:case_id>/brieven/<int:letter_id>/", post.letter, name="letter"),
    path("dossier/<int:case_id>/brieven/<int:letter_id>/pdf/", post.letter_pdf, name="letter_pdf"),
    path("dossier/<int:case_id>/uitkomst/", outcome.outcome, name="outcome"),
    path("", include("overstap.web.guidance.arrangement_urls")),
]
