"""What coordinators, regional bodies and the steering group report and see."""
