import { afterAll, beforeAll, expect, test } from "vitest";
import { type Format, formats } from "../../../packages/toolchain/src/cli/commands/drift.js";
import { pageChanges } from "../../support/page-changes.js";
import { providersRepository, publishPages } from "../../support/published-pages.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";
import { expectReport, expectSarif } from "./shapes.js";

const gone = "000000000000";
const texts = {
  expired: "expired on 2020-01-31",
  unmatched: `acceptance of ${gone} matches no finding: remove it`,
};

let repository: TemporaryRepository;
const listed = new Map<Format, string>();

/** A finding whose acceptance has expired, beside an acceptance of none. */
beforeAll(async () => {
  repository = providersRepository();
  const pages = await publishPages({ julep: pageChanges.julep.breaking });
  const drift = (format: Format) =>
    specloom(repository.root, ["drift", "julep", "--format", format], { network: pages.network, env: {} });
  const fingerprint = expectReport((await drift("json")).out).reports[0]?.findings[0]?.fingerprint ?? "";
  const entry = (of: string, more: string): string => `- fingerprint: "${of}"\n  reason: Nobody reads it.\n${more}`;
  const accepted = entry(fingerprint, '  expires: "2020-01-31"\n') + entry(gone, "");
  repository.write("specs/julep/accepted.yaml", accepted);
  for (const format of formats) listed.set(format, (await drift(format)).out);
  await pages.close();
});
afterAll(() => repository.remove());

const out = (format: Format): string => listed.get(format) ?? "";

test.each(["terminal", "markdown", "html"] as const)(
  "%s says which acceptances say nothing any more, and where",
  (format) => {
    const text = out(format).replaceAll("\\", "").replaceAll(/\s+/gu, " ");
    expect(text).toContain(texts.expired);
    expect(text).toContain(texts.unmatched);
    expect(text).toContain("specs/julep/accepted.yaml:1:3");
    expect(text).toContain("specs/julep/accepted.yaml:4:3");
  },
);

test("annotations stand beside the entries", () => {
  const notices = out("github")
    .split("\n")
    .filter((line) => line.startsWith("::notice"));
  expect(notices).toEqual([
    expect.stringMatching(
      /^::notice file=specs\/julep\/accepted\.yaml,line=1,col=3,title=Drift%3A acceptance-expired::/u,
    ),
    `::notice file=specs/julep/accepted.yaml,line=4,col=3,title=Drift%3A acceptance-unmatched::${texts.unmatched}`,
  ]);
});

test("JSON has the entries", () => {
  const { reports } = expectReport(out("json"));
  expect(reports).toMatchObject([
    {
      staleAcceptances: [
        { isExpired: true, entry: { expires: "2020-01-31" } },
        { isExpired: false, entry: { fingerprint: gone } },
      ],
    },
  ]);
});

test("SARIF has results of rules of their own", () => {
  const { rules, results } = expectSarif(out("sarif"));
  expect(rules).toEqual(["acceptance-expired", "acceptance-unmatched", "response-property-became-optional"]);
  expect(results).toMatchObject([
    { ruleId: "response-property-became-optional" },
    { ruleId: "acceptance-expired", level: "note" },
    { ruleId: "acceptance-unmatched", level: "note", message: { text: texts.unmatched } },
  ]);
});

test("a changelog is for users, whom no acceptance concerns", () => {
  expect(out("changeset")).not.toContain("acceptance");
});
