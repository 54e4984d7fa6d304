"""The questions to allotment: SELECT only, answered with frozen values."""
