import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Invocation } from "specloom";
import type { Format } from "../../../packages/toolchain/src/cli/commands/drift.js";
import { compareStates } from "../../../packages/toolchain/src/cli/compare-states.js";
import { render } from "../../../packages/toolchain/src/cli/drift-formats.js";
import { systemNetwork } from "../../../packages/toolchain/src/fetching/network/network.js";
import { readInThread } from "../../../packages/toolchain/src/fetching/reading/reading-thread.js";
import { upstreamStates } from "../../../packages/toolchain/src/fetching/upstream-states.js";
import { filesOnDisk } from "../../../packages/toolchain/src/repository/states/disk.js";
import { readAllStates } from "../../../packages/toolchain/src/repository/states/state-files.js";
import { type ChangeName, pageChanges } from "../../support/page-changes.js";
import { type Provider, providers, providersRepository, publishPages } from "../../support/published-pages.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";
import { expectReport, expectSarif } from "./shapes.js";

/** What a provider's change is to be told as, in every format. */
interface Told {
  readonly provider: Provider;
  readonly change: "breaking" | "review" | "non-breaking" | "docs";
  readonly rule: string;
  /** What changed, and what happened to it. */
  readonly subject: string;
  readonly message: string;
  readonly method: string;
  /** Overlay actions that are about the same part. */
  readonly actions: readonly number[];
  /** `file:line:column`. */
  readonly place: string;
}

const roeList = (line: string): string => `specs/roe/roe-agent-jobs-list.md:${line}`;
const julepStatus = (line: string): string => `specs/julep/julep-job-status.md:${line}`;
const crosmosStatus = (line: string): string => `specs/crosmos/crosmos-job-status.md:${line}`;

const listed: readonly Told[] = [
  {
    provider: "roe",
    change: "breaking",
    rule: "request-parameter-became-required",
    subject: "query parameter `page_size`",
    message: "became required",
    method: "agents.jobs.list",
    actions: [7, 8],
    place: roeList("121:11"),
  },
  {
    provider: "roe",
    change: "review",
    rule: "request-upper-bound-added",
    subject: "query parameter `page_size`",
    message: "now has the upper bound 100",
    method: "agents.jobs.list",
    actions: [7, 8],
    place: roeList("127:13"),
  },
  {
    provider: "roe",
    change: "non-breaking",
    rule: "response-property-added-optional",
    subject: "schema `ListAgentJob` › queue_name",
    message: "was added",
    method: "agents.jobs.list",
    actions: [],
    place: roeList("234:9"),
  },
  {
    provider: "roe",
    change: "docs",
    rule: "description-changed",
    subject: "schema `ListAgentJob` › created_at",
    message: "has a new description",
    method: "agents.jobs.list",
    actions: [],
    place: roeList("229:11"),
  },
  {
    provider: "julep",
    change: "breaking",
    rule: "response-property-became-optional",
    subject: "schema `JobStatus` › created_at",
    message: "became optional",
    method: "jobs.getStatus",
    actions: [],
    place: julepStatus("64:9"),
  },
  {
    provider: "julep",
    change: "review",
    rule: "response-enum-value-added",
    subject: "schema `JobStatus` › state",
    message: "may now be paused",
    method: "jobs.getStatus",
    actions: [],
    place: julepStatus("105:15"),
  },
  {
    provider: "julep",
    change: "non-breaking",
    rule: "response-property-added-optional",
    subject: "schema `JobStatus` › attempt",
    message: "was added",
    method: "jobs.getStatus",
    actions: [],
    place: julepStatus("85:9"),
  },
  {
    provider: "julep",
    change: "docs",
    rule: "description-changed",
    subject: "schema `JobStatus` › has_progress",
    message: "has a new description",
    method: "jobs.getStatus",
    actions: [],
    place: julepStatus("88:11"),
  },
  {
    provider: "crosmos",
    change: "breaking",
    rule: "response-type-changed",
    subject: "schema `IngestionJobResponse` › source_ids[]",
    message: "changed its type from integer to string",
    method: "jobs.getStatus",
    actions: [],
    place: crosmosStatus("64:11"),
  },
  {
    provider: "crosmos",
    change: "review",
    rule: "response-read-only-added",
    subject: "schema `IngestionJobResponse` › created_at",
    message: "is now read-only",
    method: "jobs.getStatus",
    actions: [],
    place: crosmosStatus("79:9"),
  },
  {
    provider: "crosmos",
    change: "non-breaking",
    rule: "response-property-added-optional",
    subject: "schema `IngestionJobResponse` › attempt",
    message: "was added",
    method: "jobs.getStatus",
    actions: [],
    place: crosmosStatus("79:9"),
  },
  {
    provider: "crosmos",
    change: "docs",
    rule: "description-changed",
    subject: "schema `IngestionJobResponse` › started_at",
    message: "has a new description",
    method: "jobs.getStatus",
    actions: [],
    place: crosmosStatus("89:11"),
  },
];

/** How each format calls the levels. */
const names = {
  breaking: { title: "Breaking", count: "1 breaking", command: "error", sarif: "error", bump: "minor" },
  review: { title: "For review", count: "1 for review", command: "warning", sarif: "warning", bump: "patch" },
  "non-breaking": { title: "Non-breaking", count: "1 non-breaking", command: "notice", sarif: "note", bump: "patch" },
  docs: { title: "Documentation", count: "1 documentation", command: "notice", sarif: "note", bump: "patch" },
} as const;

let repository: TemporaryRepository;
beforeAll(() => {
  repository = providersRepository();
});
afterAll(() => repository.remove());

/** What `drift --upstream` prints, against pages in which a provider has made a change. */
async function ofUpstream<Result>(
  provider: Provider,
  change: ChangeName,
  read: (invocation: Required<Pick<Invocation, "network" | "env">>) => Promise<Result>,
): Promise<Result> {
  const pages = await publishPages({ [provider]: pageChanges[provider][change] });
  try {
    return await read({ network: pages.network, env: {} });
  } finally {
    await pages.close();
  }
}

/** The command's own run, for the terminal, and its report in every format. */
interface Shown {
  readonly run: Printed;
  readonly out: (format: Format) => string;
}

function inEveryFormat(provider: Provider, change: ChangeName): Promise<Shown> {
  return ofUpstream(provider, change, async (invocation) => {
    const { root } = repository;
    const run = await specloom(root, ["drift", provider, "--upstream"], invocation);
    const before = await readAllStates(filesOnDisk(root, "working tree"));
    const after = await upstreamStates([provider], {}, { root, ...invocation });
    const states = [before.get(provider), after.providers.get(provider)] as const;
    const read = readInThread(systemNetwork);
    const comparison = { name: provider, root, today: "2026-01-01", read, isUpstream: false };
    const report = await compareStates(...states, comparison);
    const out = (format: Format): string =>
      format === "terminal" ? run.out : render([report], format, { out() {}, err() {}, interactive: false }, false);
    return { run, out };
  });
}

describe.each(listed)("$provider: $change", ({ provider, change, rule, subject, message, method, actions, place }) => {
  const name = names[change];
  const [file = "", line = "", column = ""] = place.split(":");
  let shown: Shown;
  const out = (format: Format): string => shown.out(format);
  beforeAll(async () => {
    shown = await inEveryFormat(provider, change);
  });

  test("the exit code says whether it breaks", () => {
    expect(shown.run.code).toBe(change === "breaking" ? 1 : 0);
  });

  test("terminal", () => {
    expect(out("terminal")).toMatch(`${provider}: ${name.count} (working tree → upstream)\n`);
    expect(out("terminal")).toContain(`\n\n${name.title} (1)\n`);
    expect(out("terminal")).toContain(rule);
    expect(out("terminal")).toContain(`release @specloom/${provider} as a ${name.bump} version`);
    if (change !== "breaking" && change !== "review") return;
    expect(out("terminal").replaceAll(/\s+/gu, " ")).toContain(`● ${subject} ${message} `);
    expect(out("terminal")).toContain(`methods ${method}\n`);
    expect(out("terminal")).toContain(place);
    const overlay = actions.map((action) => `action ${action}`).join(", ");
    expect(/overlay (.*)\n/u.exec(out("terminal"))?.[1] ?? "").toBe(overlay);
  });

  test("json", () => {
    const { reports } = expectReport(out("json"));
    expect(reports).toMatchObject([{ provider, from: "working tree", to: "upstream", bump: name.bump, obsolete: [] }]);
    expect(reports[0]?.findings).toHaveLength(1);
    expect(reports[0]?.findings[0]).toMatchObject({
      rule,
      level: change,
      message,
      methods: [method],
      after: { location: { file, line: Number(line), column: Number(column) } },
    });
    expect(reports[0]?.findings[0]?.repairs.map(({ action }) => action)).toEqual(actions);
  });

  test("markdown", () => {
    const [row = "", ...others] = out("markdown")
      .split("\n")
      .filter((text) => text.startsWith("| ") && !text.startsWith("| Part"));
    expect(others).toEqual([]);
    expect(out("markdown")).toContain(`${name.title} (1)`);
    const plain = row.replaceAll("\\", "");
    for (const part of [subject, message, rule, method, place, ...actions.map((action) => `action ${action}`)])
      expect(plain).toContain(part);
    expect(plain.includes("overlay")).toBe(actions.length > 0);
  });

  test("github", () => {
    const overlay = actions.map((action) => `action ${action}`).join(", ");
    const [annotation = "", ...others] = out("github").trimEnd().split("\n");
    expect(others).toEqual([]);
    expect(annotation).toMatch(`::${name.command} file=${file},line=${line},col=${column},title=Drift%3A ${rule}::`);
    expect(annotation).toContain(`::${subject} ${message}`);
    expect(annotation).toMatch(`%0Amethods ${method}${overlay === "" ? "" : `%0Aoverlay ${overlay}`}`);
    expect(annotation.includes("overlay")).toBe(actions.length > 0);
  });

  test("sarif", () => {
    const { rules, results } = expectSarif(out("sarif"));
    expect(rules).toEqual([rule]);
    expect(results).toMatchObject([
      {
        ruleId: rule,
        level: name.sarif,
        message: { text: expect.stringContaining(`${subject} ${message}`) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: file },
              region: { startLine: Number(line), startColumn: Number(column) },
            },
            logicalLocations: [{ fullyQualifiedName: method }],
          },
        ],
      },
    ]);
    const related = results[0]?.relatedLocations.map(
      ({ message: { text } }) => /^overlay action (\d+) /u.exec(text)?.[1],
    );
    expect(related).toEqual(actions.map(String));
  });

  test("html", () => {
    const page = out("html");
    expect(page.match(/<article /gu)).toHaveLength(1);
    expect(page).toContain(`<article class="finding ${change} `);
    expect(page).toContain(`<code>${method}</code>`);
    expect(page).toContain(`<code>${rule}</code>`);
    expect(page).toContain(place);
    const overlay = [...page.matchAll(/Overlay action (\d+) changes this part/gu)].map(([, action]) => Number(action));
    expect(overlay).toEqual(actions);
  });

  test("changeset", () => {
    expect(out("changeset")).toContain(`---\n"@specloom/${provider}": ${name.bump}\n---\n`);
    const says =
      change === "docs" ? "- Documentation only.\n" : `- ${name.title}: \`${method}\`, ${subject} ${message}\n`;
    expect(out("changeset").replaceAll("\\", "")).toContain(says);
  });
});

describe.each([
  ["roe", 15, "$.components.schemas.AgentJobStatus.properties.timestamp", "specs/roe/overlay.yaml:114:5"],
  ["julep", 9, "$.paths['/jobs/{job_id}'].get.responses", "specs/julep/overlay.yaml:76:5"],
  ["crosmos", 6, "$.paths['/api/v1/jobs/{job_id}'].get.responses", "specs/crosmos/overlay.yaml:54:5"],
] as const)("%s makes the repair of action %i itself", (provider, action, target, place) => {
  const text = `overlay action ${action} (${target}) is no longer needed: remove it`;
  const [file = "", line = "", column = ""] = place.split(":");
  let shown: Shown;
  const out = (format: Format): string => shown.out(format);
  beforeAll(async () => {
    shown = await inEveryFormat(provider, "obsolete");
  });

  test("which is nothing that fails", () => {
    expect(shown.run.code).toBe(0);
  });

  test("terminal", () => {
    expect(out("terminal")).toMatch(`${provider}: no changes (working tree → upstream)\n  ${place}`);
    expect(out("terminal").replaceAll(/\s+/gu, " ")).toContain(text);
  });

  test("json", () => {
    const [report] = expectReport(out("json")).reports;
    const location = { file, line: Number(line), column: Number(column) };
    expect(report).toMatchObject({ findings: [], bump: "none", obsolete: [{ action, target, location }] });
  });

  test("markdown", () => {
    expect(out("markdown").replaceAll("\\", "")).toContain(`- \`${place}\`: ${text}.\n`);
  });

  test("github", () => {
    const annotation = `::notice file=${file},line=${line},col=${column},title=Drift%3A repair-obsolete::${text}\n`;
    expect(out("github")).toBe(annotation);
  });

  test("sarif", () => {
    const { results } = expectSarif(out("sarif"));
    const region = { startLine: Number(line), startColumn: Number(column) };
    expect(results).toMatchObject([
      {
        ruleId: "repair-obsolete",
        level: "note",
        message: { text },
        locations: [{ physicalLocation: { artifactLocation: { uri: file }, region } }],
      },
    ]);
  });

  test("html", () => {
    expect(out("html").replaceAll("&#39;", "'")).toContain(`<li>${text}. <span class="fine">${place}</span></li>`);
    expect(out("html")).not.toContain("<article");
  });

  test("changeset: there is nothing to release", () => {
    expect(out("changeset")).toBe("");
  });
});

test.each([
  [
    "roe",
    "overlay.yaml:97:5",
    "roe-agent-jobs-list.md:327:11",
    "$.components.schemas.AgentJobEvaluation.properties.reference",
  ],
  ["julep", "overlay.yaml:93:5", "julep-job-status.md:77:11", "$.components.schemas.JobStatus.properties.name"],
  [
    "crosmos",
    "overlay.yaml:60:5",
    "crosmos-job-status.md:60:9",
    "$.components.schemas.IngestionJobResponse.properties",
  ],
] as const)(
  "%s makes a repair impossible: both places are told, and no report",
  async (provider, action, once, nearest) => {
    const run = (...args: string[]): Promise<Printed> =>
      ofUpstream(provider, "impossible", (invocation) =>
        specloom(repository.root, ["drift", provider, "--upstream", ...args], invocation),
      );
    for (const { code, out, err } of [await run(), await run("--format", "json")]) {
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(new RegExp(`^error\\[drift/repair\\] specs/${provider}/${action} `, "u"));
      expect(err).toMatch(`matches nothing; it used to change specs/${provider}/${once} (`);
      expect(err).toContain(`The nearest path that exists is ${nearest}.`);
    }
  },
);

test("what a declaration speaks of is missed like any other part", async () => {
  const pages = await publishPages({
    julep: [{ page: "julep-job-status.md", from: "        has_progress:\n", to: "        has_share:\n" }],
  });
  const { code, err } = await specloom(repository.root, ["drift", "julep"], { network: pages.network, env: {} });
  await pages.close();
  expect(code).toBe(2);
  expect(err).toMatch(
    /^error\[drift\/repair\] specs\/julep\/overlay\.yaml:\d+:\d+ \(\/actions\/11\/update\/x-specloom-job/u,
  );
  expect(err).toMatch(
    /it used to change specs\/julep\/julep-job-status\.md:\d+:\d+ \(\/paths\/~1jobs~1\{job_id\}\/get\)/u,
  );
});

test("all three at once, the one that breaks among two that do not; nothing here changes", async () => {
  const pages = await publishPages({
    roe: pageChanges.roe.docs,
    julep: pageChanges.julep.breaking,
    crosmos: pageChanges.crosmos.review,
  });
  const before = repository.files();
  const run = (...args: string[]): Promise<Printed> =>
    specloom(repository.root, ["drift", "--format", "json", ...args], { network: pages.network, env: {} });
  const [all, review, two] = [
    await run(),
    await run("--fail-on", "review", "roe", "crosmos"),
    await run("roe", "crosmos"),
  ];
  await pages.close();
  const levels = expectReport(all.out).reports.map(({ provider, findings }) => [
    provider,
    ...findings.map(({ level }) => level),
  ]);
  expect(levels).toEqual([
    ["crosmos", "review"],
    ["julep", "breaking"],
    ["roe", "docs"],
  ]);
  expect([all.code, review.code, two.code]).toEqual([1, 1, 0]);
  expect(repository.files()).toEqual(before);
});

test("pages that are as they were give no finding, in any provider", async () => {
  const pages = await publishPages({});
  const { code, out } = await specloom(repository.root, ["drift"], { network: pages.network, env: {} });
  await pages.close();
  expect({ code, lines: out.split("\n").filter(Boolean) }).toEqual({
    code: 0,
    lines: [...providers].toSorted().map((name) => `${name}: no changes (working tree → upstream)`),
  });
});
