"""Addresses of employers and vacancies."""

from django.urls import path

from overstap.web.demand import employers, national, reading, vacancies

app_name = "demand"
urlpatterns = [
    path("vraag/", vacancies.start, name="start"),
    path("vraag/inlezen/", reading.start, name="reading"),
    path("vraag/inlezen/overnemen/", reading.take_over, name="take_over"),
    path("vraag/inlezen/voorbeeld/<slug:sort>/", reading.example, name="reading_example"),
    path("vraag/werkgevers/", employers.employers, name="employers"),
    path("vraag/werkgevers/nieuw/", employers.add, name="add_employer"),
    path("vraag/werkgevers/<int:employer_id>/", employers.employer, name="employer"),
    path("vraag/werkgevers/<int:employer_id>/wijzigen/", employers.change, name="change_employer"),
    path("vraag/werkgevers/<int:employer_id>/afspraak/", national.make, name="make_agreement"),
    path("vraag/afspraken/", national.agreements, name="agreements"),
    path("vraag/afspraken/<int:agreement_id>/stoppen/", national.end, name="end_agreement"),
    path("vraag/werkgevers/<int:employer_id>/vacature/", vacancies.add, name="add_vacancy"),
    path("vraag/vacatures/<int:vacancy_id>/", vacancies.vacancy, name="vacancy"),
    path("vraag/vacatures/<int:vacancy_id>/wijzigen/", vacancies.change, name="change_vacancy"),
    path("vraag/vacatures/<int:vacancy_id>/<slug:deed>/", vacancies.turn, name="turn"),
    path("vacatures/<int:vacancy_id>/", vacancies.public, name="public"),
    path("vacatures/<int:vacancy_id>.jsonld", vacancies.posting, name="posting"),
]
