import type { Catalogue } from "./catalogue.js";

/** Errors of git and GitHub. */
export const githubCodes = {
  "github/environment": {
    title: "The GitHub repository is unknown",
    hint: "Run this in a workflow of GitHub Actions, or set GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN.",
  },
  "github/refused": {
    title: "GitHub refused a request",
    hint: "Give the job `permissions: { contents: write, pull-requests: write }`, and allow Actions to create pull requests in the repository's settings.",
  },
  "github/git": {
    title: "A git command failed",
    hint: "Check out the base branch, with a remote that the job may push to.",
  },
} as const satisfies Catalogue;
