import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Network } from "../../../../packages/toolchain/src/fetching/network/network.js";
import { READING_LIMIT_MS } from "../../../../packages/toolchain/src/fetching/reading/reading-thread.js";
import { type GitHubStandIn, githubStandIn, TOKEN } from "../../../support/github.js";
import { pageChanges } from "../../../support/page-changes.js";
import { providers, providersRepository, publishPages } from "../../../support/published-pages.js";
import { createRepository, type TemporaryRepository } from "../../../support/repository.js";
import { type Printed, specloom } from "../../../support/specloom.js";

let repository: TemporaryRepository;
let origin: TemporaryRepository;
let github: GitHubStandIn;

const config = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];

function git(...args: readonly string[]): string {
  return execFileSync("git", ["-C", repository.root, ...config, ...args], { encoding: "utf8" }).trim();
}

beforeEach(async () => {
  github = await githubStandIn();
  origin = createRepository();
  repository = providersRepository();
  for (const name of providers) {
    // Names stand in the contract.
    const path = `generated/${name}/contract.json`;
    repository.write(path, readFileSync(resolve(import.meta.dirname, "../../../..", path), "utf8"));
  }
  repository.write(".changeset/config.json", "{}\n");
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", origin.root]);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", origin.root);
  // Nobody, whatever the machine's own settings say.
  git("config", "user.email", "");
  git("add", "--all");
  git("commit", "--quiet", "--message", "First");
  git("push", "--quiet", "origin", "main");
});

afterEach(async () => {
  repository.remove();
  origin.remove();
  await github.close();
});

async function propose(
  edits: Parameters<typeof publishPages>[0],
  args: readonly string[] = ["roe"],
  env: Readonly<Record<string, string>> = {},
  through: (network: Network) => Network = (network) => network,
): Promise<Printed> {
  const pages = await publishPages(edits);
  const printed = await specloom(repository.root, ["propose", ...args], {
    network: through(pages.network),
    env: { ...github.env, ...env },
  });
  await pages.close();
  return printed;
}

const branches = (): string[] =>
  execFileSync("git", ["-C", origin.root, "branch", "--format=%(refname:short)"], { encoding: "utf8" })
    .trim()
    .split("\n");
const atOrigin = (...args: readonly string[]): string =>
  execFileSync("git", ["-C", origin.root, ...args], { encoding: "utf8" });

test("a breaking change becomes a draft on a branch of its own, and what is checked out stays as it was", async () => {
  const before = [git("status", "--porcelain"), git("rev-parse", "HEAD"), git("worktree", "list")];
  const { code, out, err } = await propose({ roe: pageChanges.roe.breaking });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(
    "roe: Roe AI: 1 breaking\n  push drift/roe, open a draft, create the comment\n" +
      "  https://github.example/acme/clients/pull/1\n",
  );
  expect(github.pulls).toMatchObject([
    { head: "drift/roe", base: "main", title: "Roe AI: 1 breaking", draft: true, state: "open" },
  ]);
  expect(github.pulls[0]?.body).toContain("`@specloom/roe` needs a **minor** version");
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toMatch(/^<!-- specloom drift roe -->\n### Roe AI: 1 breaking\n/u);
  const changed = atOrigin("diff", "--name-only", "main", "drift/roe").trim().split("\n");
  expect(changed).toContain("specs/roe/roe-agent-jobs-list.md");
  expect(changed).toContain("generated/roe/openapi.yaml");
  expect(changed).toContain("packages/roe/src/schema.ts");
  expect(changed).toContain(".changeset/drift-roe.md");
  expect(changed.filter((path) => /julep|crosmos/u.test(path))).toEqual([]);
  expect(atOrigin("log", "--format=%an <%ae>%n%B", "main..drift/roe")).toBe(
    "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>\n" +
      "Roe AI: 1 breaking\n\nSpecloom-Drift: roe\n\n",
  );
  expect(atOrigin("show", "drift/roe:.changeset/drift-roe.md")).toMatch(/^---\n"@specloom\/roe": minor\n---\n/u);
  expect([git("status", "--porcelain"), git("rev-parse", "HEAD"), git("worktree", "list")]).toEqual(before);
});

test("a change proposed a second time needs no step; another change updates the same pull request and comment", async () => {
  await propose({ roe: pageChanges.roe.breaking });
  const [tip, writes] = [atOrigin("rev-parse", "drift/roe"), github.writes.length];
  expect((await propose({ roe: pageChanges.roe.breaking })).out).toMatch(
    /^roe: Roe AI: 1 breaking\n {2}nothing to do\n/u,
  );
  expect([atOrigin("rev-parse", "drift/roe"), github.writes.length]).toEqual([tip, writes]);

  const { out } = await propose({ roe: pageChanges.roe.docs });
  expect(out).toMatch("push drift/roe, edit the pull request, mark it as ready, update the comment\n");
  expect(github.pulls).toMatchObject([{ title: "Roe AI: 1 documentation", draft: false }]);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("### Roe AI: 1 documentation");
  expect(atOrigin("rev-list", "--count", "main..drift/roe")).toBe("1\n");
});

test("where nothing differs any more, the pull request is closed and its branch goes", async () => {
  await propose({ roe: pageChanges.roe.docs });
  expect((await propose({})).out).toBe(
    "roe: nothing has changed\n  update the comment, close the pull request, delete drift/roe\n" +
      "  https://github.example/acme/clients/pull/1\n",
  );
  expect(github.pulls).toMatchObject([{ state: "closed" }]);
  expect(github.comments[0]?.body).toContain("The published documents equal those on the base branch again.");
  expect(branches()).toEqual(["main"]);
  expect((await propose({})).out).toBe("roe: nothing has changed\n  nothing to do\n");
});

test("what people have committed to the branch stays, and what they closed stays closed", async () => {
  await propose({ roe: pageChanges.roe.breaking });
  git("fetch", "--quiet", "origin", "drift/roe");
  git("checkout", "--quiet", "-b", "theirs", "FETCH_HEAD");
  repository.write("specs/roe/note.txt", "Looked at.\n");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Look at it");
  git("push", "--quiet", "origin", "theirs:drift/roe");
  git("checkout", "--quiet", "main");
  const tip = atOrigin("rev-parse", "drift/roe");
  expect((await propose({ roe: pageChanges.roe.docs })).out).toMatch(/\n {2}update the comment\n/u);
  expect(github.comments[0]?.body).toContain("People have committed to `drift/roe`, so Specloom does not update it.");
  expect((await propose({})).out).toMatch(/\n {2}update the comment\n/u);
  expect(github.pulls).toMatchObject([{ state: "open", title: "Roe AI: 1 breaking" }]);
  expect(atOrigin("rev-parse", "drift/roe")).toBe(tip);
});

test("a pull request that people closed is not opened again until the provider changes something else", async () => {
  await propose({ roe: pageChanges.roe.docs });
  for (const pull of github.pulls) pull.state = "closed";
  expect((await propose({ roe: pageChanges.roe.docs })).out).toBe("roe: Roe AI: 1 documentation\n  nothing to do\n");
  await propose({ roe: pageChanges.roe.review });
  expect(github.pulls.map(({ state, title }) => `${state} ${title}`)).toEqual([
    "closed Roe AI: 1 documentation",
    "open Roe AI: 1 for review",
  ]);
});

test("a repair that has become impossible is a draft that says both places; the client is left as it was", async () => {
  const { code, out } = await propose({ julep: pageChanges.julep.impossible }, ["julep"], { GITHUB_ACTIONS: "true" });
  expect(code).toBe(0);
  expect(github.pulls).toMatchObject([{ title: "Julep: the overlay no longer applies", draft: true }]);
  expect(github.comments[0]?.body).toMatch(/```text\nerror\[drift\/repair\] specs\/julep\/overlay\.yaml:93:5 /u);
  expect(github.comments[0]?.body).toContain("it used to change specs/julep/julep-job-status.md:77:11");
  expect(out).toContain("::error file=specs/julep/overlay.yaml,line=93,col=5,title=Drift of julep%3A drift/repair::");
  const changed = atOrigin("diff", "--name-only", "main", "drift/julep").trim().split("\n");
  expect(changed).toEqual(["specs/julep/julep-job-status.md", "specs/lock.json"]);
});

test.each<[file: string, text: string, error: string]>([
  ["specs/roe/accepted.yaml", "- reason: No fingerprint.\n", "drift/accepted"],
  ["packages/roe/package.json", "{}\n", "provider/manifest"],
])("a fault of the repository in %s is told, and nothing is proposed", async (file, text, error) => {
  repository.write(file, text);
  git("add", "--all");
  git("commit", "--quiet", "--message", "A fault");
  const { code, err } = await propose({ roe: pageChanges.roe.breaking });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error[${error}] ${file}`) });
  expect({ pulls: github.pulls, branches: branches() }).toEqual({ pulls: [], branches: ["main"] });
});

test("where a repository has no drafts, what would be one is opened all the same", async () => {
  github.hasDrafts = false;
  expect((await propose({ roe: pageChanges.roe.breaking })).code).toBe(0);
  expect(github.pulls).toMatchObject([{ title: "Roe AI: 1 breaking", draft: false }]);
  const more = [...pageChanges.roe.breaking, ...pageChanges.roe.docs];
  expect(await propose({ roe: more })).toMatchObject({ code: 0, err: "" });
  expect(github.comments).toMatchObject([{ body: expect.stringContaining("1 breaking, 1 documentation") }]);
});

test("all providers: one that cannot be had is told, and the others are looked after", async () => {
  const files = createRepository({ summary: "", output: "" });
  const env = {
    GITHUB_ACTIONS: "true",
    GITHUB_STEP_SUMMARY: join(files.root, "summary"),
    GITHUB_OUTPUT: join(files.root, "output"),
  };
  const lost = { page: "julep-job-status.md", from: "# Get Job Status", to: "# Other" };
  const { code, out, err } = await propose({ crosmos: pageChanges.crosmos.review, julep: [lost] }, [], env);
  expect(code).toBe(3);
  expect(err).toMatch(/^julep:\nerror\[network\/index\]/u);
  expect(out).toMatch(
    /^crosmos: Crosmos: 1 for review\n {2}push drift\/crosmos, open a pull request, create the comment\n/u,
  );
  expect(out).toContain("roe: nothing has changed\n  nothing to do\n");
  expect(out).toMatch(/^::warning file=specs\/crosmos\/crosmos-job-status\.md,line=79,/mu);
  expect(out).toMatch(/^::error .*title=Drift of julep%3A network\/index::/mu);
  const summary = files.read("summary");
  expect(summary).toContain(
    "## Crosmos · [#1](https://github.example/acme/clients/pull/1)\n\n### Crosmos: 1 for review",
  );
  expect(summary).toContain("## Roe AI\n\nNothing has changed.");
  expect(summary).toContain("## julep\n\nFailed: `network/index`");
  const pull = { provider: "crosmos", number: 1, url: "https://github.example/acme/clients/pull/1" };
  expect(files.read("output")).toBe(`pull-requests=${JSON.stringify([pull])}\nlevel=review\n`);
  files.remove();
});

test("15: a provider whose documents take too long to read is told, and the others are looked after", async () => {
  // The first reading, of the first provider, has no time at all.
  let readings = 0;
  const hasty = (network: Network): Network => ({
    ...network,
    after: (ms, callback) => {
      if (ms !== READING_LIMIT_MS || readings++ > 0) return network.after(ms, callback);
      queueMicrotask(callback);
      return () => {};
    },
  });
  const edits = { crosmos: pageChanges.crosmos.review, roe: pageChanges.roe.breaking };
  const { code, out, err } = await propose(edits, [], {}, hasty);
  expect(code).toBe(3);
  expect(err).toMatch(/^crosmos:\nerror\[network\/reading\]\n {2}Expected to read the documents within 180 s/u);
  expect(out).toContain("roe: Roe AI: 1 breaking\n  push drift/roe, open a draft, create the comment\n");
  expect(github.pulls.map(({ head }) => head)).toEqual(["drift/roe"]);
});

test("15: a folder of changesets that is a link out of the repository is neither read nor written", async () => {
  const outside = createRepository({ "config.json": "{}\n" });
  const before = outside.files();
  repository.remove(".changeset");
  symlinkSync(outside.root, join(repository.root, ".changeset"));
  git("add", "--all");
  git("commit", "--quiet", "--message", "Link");
  git("push", "--quiet", "origin", "main");
  await propose({ roe: pageChanges.roe.breaking });
  expect(outside.files()).toEqual(before);
  const changed = branches().includes("drift/roe") ? atOrigin("diff", "--name-only", "main", "drift/roe") : "";
  expect(changed).not.toContain(".changeset");
  outside.remove();
});

test("a shallow checkout, as actions make it, proposes and looks after its proposals", async () => {
  const clone = createRepository();
  execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${origin.root}`, clone.root]);
  execFileSync("git", ["-C", clone.root, "config", "user.email", ""]);
  for (const edits of [{ roe: pageChanges.roe.docs }, { roe: pageChanges.roe.docs }, { roe: pageChanges.roe.review }]) {
    const pages = await publishPages(edits);
    const { code } = await specloom(clone.root, ["propose", "roe"], { network: pages.network, env: github.env });
    await pages.close();
    expect(code).toBe(0);
  }
  expect(github.pulls.map(({ title }) => title)).toEqual(["Roe AI: 1 for review"]);
  expect(atOrigin("log", "--format=%s", "drift/roe")).toBe("Roe AI: 1 for review\nFirst\n");
  clone.remove();
});

test("29: hooks of the repository, which may need what only people have, are not run", async () => {
  repository.write("hooks/hook", "#!/bin/sh\necho hook >&2\nexit 1\n");
  chmodSync(join(repository.root, "hooks/hook"), 0o755);
  for (const hook of ["pre-commit", "commit-msg", "post-checkout", "pre-push", "reference-transaction"])
    symlinkSync("hook", join(repository.root, "hooks", hook));
  git("config", "core.hooksPath", join(repository.root, "hooks"));
  expect(() => git("commit", "--quiet", "--allow-empty", "--message", "Mine")).toThrow("hook");
  expect(await propose({ roe: pageChanges.roe.docs })).toMatchObject({ code: 0, err: "" });
  expect((await propose({})).out).toContain("delete drift/roe");
});

test("`--dry-run` says what would be done, and does nothing", async () => {
  const { code, out } = await propose({ roe: pageChanges.roe.breaking }, ["roe", "--dry-run"]);
  expect({ code, out }).toEqual({
    code: 0,
    out: "roe: Roe AI: 1 breaking\n  would push drift/roe, open a draft, create the comment\n",
  });
  expect({ writes: github.writes, branches: branches() }).toEqual({ writes: [], branches: ["main"] });
  const { out: json } = await propose({ roe: pageChanges.roe.breaking }, ["roe", "--dry-run", "--json"]);
  expect(JSON.parse(json)).toEqual({
    providers: [{ name: "roe", state: "changed", steps: ["push drift/roe", "open a draft", "create the comment"] }],
  });
});

test.each([
  ["no repository", { GITHUB_REPOSITORY: "" }, "github/environment", 2],
  ["a repository of another form", { GITHUB_REPOSITORY: "https://x/acme/clients" }, "github/environment", 2],
  ["a token that is refused", { GITHUB_TOKEN: "ghs_other" }, "github/refused", 2],
  ["a host that nobody is at", { GITHUB_API_URL: "http://127.0.0.1:9" }, "network/unreachable", 3],
])("%s: %j is told, without the token", async (_what, env, error, exitCode) => {
  const { code, out, err } = await propose({ roe: pageChanges.roe.docs }, ["roe"], env);
  expect(code).toBe(exitCode);
  expect(err).toContain(`error[${error}]`);
  expect(out + err).not.toContain(TOKEN);
  expect(out + err).not.toContain("ghs_other");
  expect(branches()).toEqual(["main"]);
});
