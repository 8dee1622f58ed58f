"""What a person reads of a reading, whatever shows it: labels in each language, figures in a few words, cards."""
