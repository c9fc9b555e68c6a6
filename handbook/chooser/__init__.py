"""The service chooser: questions and criteria, the rules engine, its checks and its analysis. Knows no handbook."""
