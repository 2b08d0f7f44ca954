import type { ToolchainError } from "../errors.js";
import { formatLocation, type Location } from "../location.js";
import { explain } from "../explain/explain.js";
import type { ExplainedEvidence, Explanation, Fact } from "../explain/explanation.js";
import { findOperations } from "../explain/find.js";
import type { Inspection } from "../inspect.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { inspectAll, printWithErrors } from "./inspections.js";
import { chooseProviders } from "../repository/repository.js";
import { paint, type Style } from "../paint.js";
import type { Terminal } from "./terminal.js";

/**
 * Prints where each fact of an operation comes from.
 *
 * @returns The exit code of the first unreadable provider, else 0.
 * @throws {ToolchainError} `explain/unknown`; the error of an unreadable provider where no other provider has the
 * operation.
 */
export async function runExplain(query: string, context: CommandContext): Promise<ExitCode> {
  const { root, terminal } = context;
  const scope = chooseProviders(root, []).filter((name) => query.startsWith(`${name}:`));
  const { inspections, unreadable } = await inspectAll(root, scope);
  const explanations = explanationsOf(inspections, query, unreadable[0]?.error);
  const text = explanations.map((explanation) => render(explanation, terminal)).join("\n\n");
  return printWithErrors({ unreadable }, explanations, text, context);
}

/** @param instead Thrown instead of `explain/unknown`: an unreadable provider may have the operation. */
function explanationsOf(
  inspections: readonly Inspection[],
  query: string,
  instead: ToolchainError | undefined,
): Explanation[] {
  try {
    const found = findOperations(
      inspections.map(({ contract }) => contract),
      query,
    );
    return found.flatMap(({ contract, operation }) =>
      inspections.filter((inspection) => inspection.contract === contract).map((one) => explain(one, operation)),
    );
  } catch (error) {
    throw instead ?? error;
  }
}

/** Printed in this order; `none` where there is no fact of a kind. */
const kinds: readonly Fact["kind"][] = ["name", "pagination", "job", "stream", "retry", "security"];

function render({ provider, operation, location, facts, evidence, doubts }: Explanation, terminal: Terminal): string {
  const overlay = `specs/${provider}/overlay.yaml`;
  const { name, method, path, id } = operation;
  const route = `${method} ${path}`;
  return [
    `${provider}: ${paint(terminal, "bold", name)}`,
    `${route}${id === route ? "" : `, operationId ${id}`}`,
    place(location),
    ...kinds.flatMap((kind) => {
      const known = facts.filter((fact) => fact.kind === kind);
      const told = evidence.filter((one) => one.kind === kind).flatMap((one) => renderEvidence(one, overlay, doubts));
      if (known.length === 0) return ["", `${label(terminal, "cyan", kind)}none`, ...told];
      return [...known.flatMap((fact) => ["", ...renderFact(fact, overlay, terminal)]), ...told];
    }),
    ...doubts.flatMap(({ kind, message, action }) => [
      "",
      `${label(terminal, "yellow", kind === "defect" ? kind : "doubtful")}${message}`,
      ...(action === undefined
        ? []
        : renderAction(
            `to ${kind === "defect" ? "repair" : "declare"} it, paste below \`actions:\` of ${overlay}`,
            action,
          )),
    ]),
  ].join("\n");
}

function renderFact({ kind, value, origin, location, change }: Fact, overlay: string, terminal: Terminal): string[] {
  return [
    `${label(terminal, "cyan", kind)}${value}`,
    `${indent}${origin}, ${place(location)}`,
    ...(change === undefined
      ? []
      : renderAction(`to change it, paste below \`actions:\` of ${overlay} and edit`, change)),
  ];
}

/** The skeleton is left out where a doubt has an action that needs no blank filled in. */
function renderEvidence(
  { kind, seen, missing, skeleton }: ExplainedEvidence,
  overlay: string,
  doubts: Explanation["doubts"],
): string[] {
  const isOffered = doubts.some(({ action }) => action?.includes(`x-specloom-${kind}`) === true);
  return [
    `${indent}seen: ${seen.join(", ")}`,
    ...(missing.length === 0 ? [] : [`${indent}not seen: ${missing.join("; ")}`]),
    ...(skeleton === undefined || isOffered
      ? []
      : renderAction(`to declare it, replace each <…> and paste below \`actions:\` of ${overlay}`, skeleton)),
  ];
}

function renderAction(title: string, action: string): string[] {
  return [`${title}:`, ...action.trimEnd().split("\n")].map((line) => indent + line);
}

const indent = " ".repeat(12);

function label(terminal: Terminal, style: Style, text: string): string {
  return paint(terminal, style, text.padEnd(indent.length));
}

/** File, line and column, without the pointer: the operation's route is known. */
function place(location: Location): string {
  return formatLocation({ ...location, pointer: undefined });
}
