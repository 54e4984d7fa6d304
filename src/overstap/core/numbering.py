"""How a file is numbered."""


def case_number(year: int, sequence: int) -> str:
    """Give the number of a file (dossiernummer), such as `2021-000123`: sorts in the order given out."""
    return f"{year}-{sequence:06d}"
