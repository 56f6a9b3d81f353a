"""What a run keeps of persons: contact data are masked, private persons named by pseudonyms or not at all (docs/PRIVACY.md)."""
