import type { Catalogue } from "./catalogue.js";

/** Errors of git and GitHub. */
export const githubCodes = {
  "github/environment": {
    title: "The GitHub repository is unknown",
    hint: "Run this in a workflow of GitHub Actions, or set GITHUB_REPOSITORY (owner/name) and GITHUB_TOKEN.",
  },
  "github/refused": {
    title: "GitHub refused the token",
    hint: "Give the job `permissions: { contents: write, pull-requests: write }`, and allow Actions to create pull requests in the repository's settings.",
  },
  "github/not-found": {
    title: "GitHub does not have the repository or the part of it, or hides it from the token",
    hint: "Check GITHUB_REPOSITORY and GITHUB_API_URL, and that the token may read the repository: GitHub hides private ones by 404.",
  },
  "github/invalid": {
    title: "GitHub does not accept the content of a request",
    hint: "Read GitHub's reason: often the base branch does not exist, the branch has no new commits, or the branch has a pull request already.",
  },
  "github/limited": {
    title: "GitHub's limit of requests is reached",
    hint: "Run the job again later, or less often. The next run takes the remaining steps.",
  },
  "github/unavailable": {
    title: "GitHub failed to answer a request",
    hint: "Look at https://www.githubstatus.com and run the job again. The next run takes the remaining steps.",
  },
  "github/response": {
    title: "GitHub's response is not as its API documents it",
    hint: "Check that GITHUB_API_URL is the address of GitHub's REST API.",
  },
  "github/git": {
    title: "A git command failed",
    hint: "Check out the base branch, with a remote that the job may push to.",
  },
} as const satisfies Catalogue;
