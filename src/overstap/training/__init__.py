"""What can be learned: trainers and what they offer, and what parties agreed about the offer in a region."""
