"""Values and pure rules that everything else stands on: standard library only, no clock, no I/O."""
