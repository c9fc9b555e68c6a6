#!/usr/bin/env bash
# One issue for a list that changes week by week: opened when there is something in it, updated while there is, closed when
# there is nothing. The label tells which issue it is, so that its title may be changed.
#
#   issue.sh LABEL TITLE FILE     FILE holds the list as Markdown; empty = nothing to tell
#
# Needs gh, and GH_TOKEN and GH_REPO in the environment.
set -euo pipefail
label=$1 title=$2 file=$3

number=$(gh issue list --state open --label "$label" --json number --jq '.[0].number // empty')
if [[ ! -s $file ]]; then
  if [[ -n $number ]]; then
    gh issue close "$number" --comment "Luettelo on nyt tyhjä."
  fi
elif [[ -n $number ]]; then
  gh issue edit "$number" --body-file "$file"
else
  gh label create "$label" --description "Viikkotarkistus ylläpitää tätä asiaa" --force
  gh issue create --title "$title" --label "$label" --body-file "$file"
fi
