#!/usr/bin/env bash
# The mutation check: see README.md. usage: tests/mutation/run.sh [SCRATCH], default a new folder below /tmp.
# One process at a time, at the lowest priority; writes tests/mutation/results/mutation.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=${1:-$(mktemp -d)}
mkdir -p "$scratch"
renice -n 19 $$ >/dev/null

git -C "$root" archive HEAD | tar -x -C "$scratch"
# Styles are no matter here, and what mutants do to null-state and unused values least of all.
quiet=(-v q --nologo -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false
    -p:GenerateDocumentationFile=false -p:GenerateProgramFile=false -p:WarningLevel=0)

dotnet run --project "$here" -- rewrite "$scratch"
cp "$here/schemata/Mutant.cs" "$scratch/services/shared/LymphOutcomes.Clinical/"
for project in Clinical Alerting; do
    cp "$here/schemata/MutationRun.cs" "$scratch/tests/unit/LymphOutcomes.$project.Tests/"
    dotnet build "$scratch/tests/unit/LymphOutcomes.$project.Tests" "${quiet[@]}"
done
dotnet run --project "$here" -- judge "$scratch" "$here/results" "$(git -C "$root" rev-parse --short HEAD)"
