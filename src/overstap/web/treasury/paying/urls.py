"""Addresses of the pages of payments, part of the workplace of the cashier."""

from django.urls import URLPattern, URLResolver, path

from overstap.web.treasury.paying import payees, recipients, runs, statements, vouchers

urlpatterns: list[URLPattern | URLResolver] = [
    path("betaalopdrachten/", runs.runs, name="runs"),
    path("betaalopdrachten/nieuw/", runs.make, name="make_run"),
    path("betaalopdrachten/<uuid:key>/", runs.run, name="run"),
    path("betaalopdrachten/<uuid:key>/bestand/", runs.run_file, name="run_file"),
    path("begunstigden/", payees.payees, name="payees"),
    path("begunstigden/nieuw/", payees.new_payee, name="new_payee"),
    path("begunstigden/<uuid:key>/", payees.payee, name="payee"),
    path("begunstigden/<uuid:key>/afrekening/", recipients.recipient, name="recipient"),
    path("begunstigden/<uuid:key>/afrekening/bestand/", recipients.recipient_file, name="recipient_file"),
    path("teruggekomen/<uuid:key>/", statements.returned, name="returned"),
    path("afschriften/", statements.statements, name="statements"),
    path("afschriften/proef/", statements.demo_statement, name="demo_statement"),
    path("afschriften/<uuid:key>/", statements.statement, name="statement"),
    path("afschriften/regel/<uuid:key>/", statements.statement_line, name="statement_line"),
    path("vouchers/", vouchers.vouchers, name="vouchers"),
    path("vouchers/inleveren/", vouchers.redeem, name="redeem_voucher"),
    path("vouchers/uitgeven/<uuid:key>/", vouchers.issue, name="issue_voucher"),
    path("rekeningen/", payees.accounts, name="accounts"),
    path("rekeningen/<uuid:key>/", payees.account, name="account"),
]
