import type { Contract, Job, Operation } from "../contract/contract.js";
import { jobMethodNames } from "../contract/names/reserved.js";
import type { SourceText } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { markdownCode, markdownMessage, visible } from "../visible.js";
import { firstParagraph } from "./docs.js";
import { formatMarkdown } from "./format.js";
import { type Placed, placements } from "./module.js";
import { methodOf, pathParameters } from "./names.js";
import { flatten, type Resource } from "./resources.js";
import { runName, startNames } from "./weave/start.js";
import type { CustomModule } from "./weave/custom.js";

const start = "<!-- reference: generated, do not edit below -->";
const end = "<!-- /reference -->";

/** The maximum length of an operation's text, in UTF-16 units. */
const MAX_SUMMARY = 500;

/** A package's README with its reference part, between the two markers, made anew; unchanged where it has no markers. */
export async function readmeWithReference(
  { path, text }: SourceText,
  client: Resource,
  contract: Contract,
  custom: readonly CustomModule[],
): Promise<string> {
  const from = text.indexOf(start);
  const to = text.lastIndexOf(end);
  if (from === -1 && to === -1) return text;
  if (from === -1 || to < from)
    throw new ToolchainError(
      "provider/readme",
      `Expected \`${start}\` and then \`${end}\`, found one without the other`,
      {
        location: { file: path },
      },
    );
  const lines = await formatMarkdown(visible(reference(client, contract, custom)));
  return `${text.slice(0, from + start.length)}\n\n${lines}\n${text.slice(to)}`;
}

function reference(client: Resource, contract: Contract, custom: readonly CustomModule[]): string {
  const variable = contract.client.charAt(0).toLowerCase() + contract.client.slice(1);
  const functions = custom.flatMap((module) => module.functions);
  const placed = placements(client);
  return flatten(client)
    .flatMap((resource) => {
      const access = [variable, ...(resource.path === "" ? [] : [resource.path])].join(".");
      return [
        ...resource.operations.map((operation) => [operationCall(operation, contract), operationText(operation)]),
        ...resource.jobs.flatMap((job) => jobRows(job, contract, placed)),
        ...functions
          .filter((added) => added.resource === resource.className)
          .map((added) => [`${added.name}(${added.parameters.join(", ")})`, firstParagraph(added.summary)]),
      ].map(([call, text]) => `- \`${access}.${call}\`: ${text}`);
    })
    .join("\n");
}

function jobRows(job: Job, contract: Contract, placed: ReadonlyMap<string, Placed>): string[][] {
  const names = jobMethodNames(job);
  const find = (id: string): Placed => {
    const found = placed.get(id);
    if (found === undefined) throw new RangeError(`The contract names an operation that it does not hold: ${id}`);
    return found;
  };
  const path = job.id === undefined ? [] : pathParameters(find(job.operation).operation, contract);
  const given = path.length < 2 ? "idOrSnapshot" : path.map(({ name }) => name).join(", ");
  const handle = ["wait", "settle", "updates", "step", "snapshot", ...(job.cancel === undefined ? [] : ["cancel"])];
  const methods = handle.map((method) => `\`${method}\``).join(", ");
  const starts = startNames(job, { find }).flatMap(([name, id]) => {
    const { operation } = find(id);
    const route = markdownCode(`${operation.method} ${operation.path}`);
    return [
      [callOf(name, operation, contract), `Starts a job and returns its handle. (${route})`],
      [callOf(runName(name), operation, contract), `Starts a job, waits for it and returns its result. (${route})`],
    ];
  });
  return [
    ...starts,
    [`${names.waitFor}(${given}, options)`, "Waits for the job and returns its result."],
    [`${names.job}(${given}, options)`, `A handle on the job: ${methods}.`],
  ];
}

function operationCall(operation: Operation, contract: Contract): string {
  return callOf(methodOf(operation), operation, contract);
}

function callOf(name: string, operation: Operation, contract: Contract): string {
  const path = pathParameters(operation, contract).map((argument) => argument.name);
  return `${name}(${[...path, "params", "options"].join(", ")})`;
}

function operationText(operation: Operation): string {
  const route = markdownCode(`${operation.method} ${operation.path}`);
  const kind = operation.pagination === undefined ? "" : ", paginated";
  const summary = markdownMessage(firstParagraph(operation.summary ?? operation.description ?? ""), MAX_SUMMARY);
  return `${summary} (${route}${kind})`.trim();
}
