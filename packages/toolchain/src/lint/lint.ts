import { withLazyAction } from "../contract/overlay-action.js";
import { readContract } from "../contract/read-contract.js";
import { ToolchainError } from "../errors.js";
import { type Repaired, repair } from "../inspect.js";
import { compareText } from "../json.js";
import type { ProviderInput } from "../provider.js";
import { inStage } from "../stage.js";
import { type LintFinding, severities } from "./finding.js";
import type { RuleMatch, LintRule } from "./rule.js";
import { lintRules } from "./rules.js";
import { lintOperationsOf, lintSchemasOf, type LintContext } from "./lint-context.js";

/**
 * Finds problems in a provider's document, after its overlay, that make its clients worse: the most severe first, then
 * by file and line.
 *
 * @throws {ToolchainError} where the document or the overlay is unreadable.
 */
export function lint(input: ProviderInput): readonly LintFinding[] {
  const repaired = repair(input);
  const findings = inStage(
    "its rules",
    () => repaired.document.locate(""),
    () => {
      const subject = readSubject(repaired);
      return lintRules.flatMap((rule) => distinct(rule.check(subject)).map((hit) => findingOf(rule, hit, subject)));
    },
  );
  return withoutContractDuplicates(findings).toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compareText(a.location.file, b.location.file) ||
      (a.location.line ?? 0) - (b.location.line ?? 0),
  );
}

function readSubject(repaired: Repaired): LintContext {
  const { document, actions, source } = repaired;
  const url = source.files[0]?.url;
  return {
    document,
    repaired: repaired.repaired,
    defects: repaired.defects,
    operations: lintOperationsOf(document),
    schemas: lintSchemasOf(document),
    actions,
    contract: contractOf(document, { ...source, url }),
    url,
  };
}

function contractOf(...given: Parameters<typeof readContract>): LintContext["contract"] {
  try {
    const { contract, notes } = readContract(...given);
    return { value: contract, notes };
  } catch (error) {
    if (error instanceof ToolchainError) return { error };
    throw error;
  }
}

function findingOf(
  { id, severity }: LintRule,
  { at, message, repair: given }: RuleMatch,
  { document }: LintContext,
): LintFinding {
  const location = typeof at === "string" ? document.locate(at) : at;
  const finding: LintFinding = { rule: id, severity, message, location };
  if (given === undefined) return finding;
  return typeof given === "string" ? { ...finding, action: given } : withLazyAction(finding, () => given);
}

/** Omits the contract's error where a rule reports the same problem with a repair. */
function withoutContractDuplicates(findings: readonly LintFinding[]): LintFinding[] {
  const isEcho = ({ location }: LintFinding): boolean =>
    findings.some(
      (other) =>
        other.severity === "error" &&
        "action" in other &&
        other.location.file === location.file &&
        other.location.line === location.line,
    );
  return findings.filter((finding) => finding.rule !== "contract-unreadable" || !isEcho(finding));
}

/** Omits duplicates: a shared part is found through each operation that refers to it. */
function distinct(matches: readonly RuleMatch[]): RuleMatch[] {
  const byKey = new Map(matches.map((match) => [JSON.stringify(match.repair ?? match), match]));
  return [...byKey.values()];
}
