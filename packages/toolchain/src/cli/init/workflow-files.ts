/** Actions of the workflow, each at the commit of a release. */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const SETUP_NODE = "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0";

/**
 * The workflow of a new repository: checks each change, reviews pull requests, and proposes what providers change.
 *
 * @param branch The default branch.
 */
export const workflow = (branch: string): string => `name: API clients
on:
  push:
    branches: [${branchFilter(branch)}]
  pull_request:
  schedule:
    - cron: "17 5 * * 1-5"
  workflow_dispatch:
permissions: {}
concurrency:
  group: clients-\${{ github.event_name }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}
jobs:
  check:
    if: github.event_name == 'push' || github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions: { contents: read }
    steps:
      - uses: ${CHECKOUT}
        with: { persist-credentials: false }
      - uses: ${SETUP_NODE}
        with: { node-version: "24", cache: npm }
      - run: npm ci --ignore-scripts
      - run: npx --no specloom generate --check
        if: hashFiles('specs/*/source.yaml') != ''
      - run: npm run build
        if: hashFiles('specs/*/source.yaml') != ''
  review: # comments what a pull request changes for users
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions: { contents: read, pull-requests: write }
    steps:
      - uses: ${CHECKOUT}
        with: { persist-credentials: false, fetch-depth: 0 }
      - uses: ${SETUP_NODE}
        with: { node-version: "24", cache: npm }
      - run: npm ci --ignore-scripts
      - run: npx --no specloom drift --from "origin/$GITHUB_BASE_REF..." --format github --comment --fail-on never
        if: hashFiles('specs/*/source.yaml') != ''
        env: { GITHUB_TOKEN: "\${{ github.token }}" }
  propose: # one pull request for each provider that has changed its documents
    if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions: { contents: write, pull-requests: write }
    steps:
      - uses: ${CHECKOUT}
        with: { persist-credentials: false } # the last step alone gets the token
      - uses: ${SETUP_NODE}
        with: { node-version: "24", package-manager-cache: false } # this job reads no other job's cache
      - run: npm ci --ignore-scripts
      - run: npx --no specloom propose --base "$GITHUB_REF_NAME"
        if: hashFiles('specs/*/source.yaml') != ''
        env: { GITHUB_TOKEN: "\${{ github.token }}" }
`;

/** A branch as a filter in YAML: of the characters that a name may have, `+` and `!` have a meaning. */
function branchFilter(branch: string): string {
  const filter = branch.replaceAll(/[+!]/gu, String.raw`\$&`);
  return branch === "main" ? branch : JSON.stringify(filter);
}

/** Keeps the actions' commits and the toolchain up to date. */
export const dependencyUpdates = `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule: { interval: weekly }
  - package-ecosystem: npm
    directory: /
    schedule: { interval: weekly }
`;
