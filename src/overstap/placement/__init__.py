"""New work and what leads to it: open hiring, the placement itself, and care afterwards."""
