#!/usr/bin/env bash
# Which tests a change needs, as a target of make: those of the content where nothing but content has changed, otherwise all.
# A proposal is compared with the branch that it is merged into. Anything else is compared with what was last published, so that
# a change of the program that failed its tests is never published behind a change of the content.
#
# Needs gh and GH_TOKEN, the event's name in GITHUB_EVENT_NAME, and the history.
set -euo pipefail

if [[ $GITHUB_EVENT_NAME == pull_request ]]; then
  base=HEAD^1 # GitHub has merged the proposal for the run
else
  base=$(gh run list --workflow publish.yml --branch main --status success --limit 1 --json headSha --jq '.[0].headSha // empty')
fi
content='^(data/[^/]+\.yml|docs/.+\.(md|png|jpg|jpeg|webp)|mkdocs\.yml|CHANGELOG\.md)$'

if [[ -n $base ]] && changed=$(git -c core.quotepath=off diff --name-only --no-renames "$base" HEAD 2>/dev/null) &&
  ! grep --quiet --invert-match --extended-regexp "$content" <<<"${changed:-data/none.yml}"; then
  echo test-content
else
  echo test
fi
