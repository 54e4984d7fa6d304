"""The questions to payments: SELECT only, answered with frozen values."""
