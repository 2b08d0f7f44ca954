import type { Catalogue } from "./catalogue.js";

/** Git and GitHub: what can go wrong, and what to do. */
export const githubCodes = {
  "github/environment": {
    title: "It is not known which repository on GitHub is meant",
    hint: "Run this in a workflow of GitHub Actions, or set GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN.",
  },
  "github/refused": {
    title: "GitHub refuses what was asked of it",
    hint: "Give the job `permissions: { contents: write, pull-requests: write }`, and let Actions open pull requests in the repository's settings.",
  },
  "github/git": {
    title: "A git command failed",
    hint: "Check out the branch that proposals are for, with a remote that the job may push to.",
  },
} as const satisfies Catalogue;
