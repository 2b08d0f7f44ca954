import type { Contract, Job, Operation } from "../contract/contract.js";
import { jobMethodNames } from "../contract/names/reserved.js";
import type { SourceText } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { firstParagraph } from "./docs.js";
import { formatMarkdown } from "./format.js";
import { pathParameters } from "./method.js";
import { methodOf } from "./names.js";
import { flatten, type Resource } from "./resources.js";
import type { CustomModule } from "./weave/custom.js";

const start = "<!-- reference: generated, do not edit below -->";
const end = "<!-- /reference -->";

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
  const lines = await formatMarkdown(reference(client, contract, custom));
  return `${text.slice(0, from + start.length)}\n\n${lines}\n${text.slice(to)}`;
}

function reference(client: Resource, contract: Contract, custom: readonly CustomModule[]): string {
  const variable = contract.client.charAt(0).toLowerCase() + contract.client.slice(1);
  const functions = custom.flatMap((module) => module.functions);
  return flatten(client)
    .flatMap((resource) => {
      const access = [variable, ...(resource.path === "" ? [] : [resource.path])].join(".");
      return [
        ...resource.operations.map((operation) => [operationCall(operation, contract), operationText(operation)]),
        ...resource.jobs.flatMap((job) => jobRows(job, contract)),
        ...functions
          .filter((added) => added.resource === resource.className)
          .map((added) => [`${added.name}(${added.parameters.join(", ")})`, firstParagraph(added.summary)]),
      ].map(([call, text]) => `- \`${access}.${call}\`: ${text}`);
    })
    .join("\n");
}

function jobRows(job: Job, contract: Contract): string[][] {
  const names = jobMethodNames(job);
  const status = contract.operations.find(({ id }) => id === job.operation);
  const path = status === undefined || job.id === undefined ? [] : pathParameters(status, contract);
  const given = path.length < 2 ? "idOrSnapshot" : path.map(({ name }) => name).join(", ");
  return [
    [`${names.waitFor}(${given}, options)`, "Waits for the job and returns its result."],
    [`${names.job}(${given}, options)`, "A handle on the job: `wait`, `settle`, `updates`, `step`, `snapshot`."],
  ];
}

function operationCall(operation: Operation, contract: Contract): string {
  const names = pathParameters(operation, contract).map(({ name }) => name);
  return `${methodOf(operation)}(${[...names, "params", "options"].join(", ")})`;
}

function operationText(operation: Operation): string {
  const route = `\`${operation.method} ${operation.path}\``;
  const kind = operation.pagination === undefined ? "" : ", paginated";
  return `${firstParagraph(operation.summary ?? operation.description ?? "").replaceAll("<", "\\<")} (${route}${kind})`.trim();
}
