"""Scores an output against documents labelled by hand: gold → match → scores, intervals, confusion, calibration → report."""
