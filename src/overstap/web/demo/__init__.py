"""The demo: the story, the people to try, the clock, the post."""
