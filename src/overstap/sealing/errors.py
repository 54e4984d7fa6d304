"""What can be wrong with a sealed value or with the keys; no message ever holds a value or a key."""


class SealingError(Exception):
    """Something about sealing went wrong."""


class SealingKeysError(SealingError):
    """The keys are missing, or one of them is no key."""


class UnknownKeyError(SealingError):
    """A value was sealed with a key that is not among ours: it was lost, or another installation wrote it."""


class BrokenSealError(SealingError):
    """A sealed value was changed, or was put in a place for which it was not sealed."""
