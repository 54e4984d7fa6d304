"""The desk: find and register people, route them, hand over."""
