"""The place that knows everything: settings, addresses, and how the parts become one program."""
