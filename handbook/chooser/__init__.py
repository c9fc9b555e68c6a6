"""The service chooser: questions and criteria, the rules engine, its checks and analysis. Knows no handbook."""
