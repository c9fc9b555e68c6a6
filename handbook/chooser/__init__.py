"""The service chooser: questions and criteria, the rules engine, checks, analysis. It knows no handbook."""
