import type { Contract, Operation } from "../contract/contract.js";
import { firstParagraph } from "./docs.js";
import { methodOf, parameterName } from "./names.js";
import { flatten, type Resource } from "./resources.js";
import type { CustomModule } from "./weave/custom.js";

const start = "<!-- reference: generated, do not edit below -->";
const end = "<!-- /reference -->";

/** A package's README with its reference part, between the two markers, made anew; unchanged where it has no markers. */
export function readmeWithReference(
  readme: string,
  client: Resource,
  contract: Contract,
  custom: readonly CustomModule[],
): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) return readme;
  return `${readme.slice(0, from + start.length)}\n\n${reference(client, contract, custom)}\n\n${readme.slice(to)}`;
}

function reference(client: Resource, contract: Contract, custom: readonly CustomModule[]): string {
  const variable = contract.client.charAt(0).toLowerCase() + contract.client.slice(1);
  const functions = custom.flatMap((module) => module.functions);
  return flatten(client)
    .flatMap((resource) => {
      const access = [variable, ...(resource.path === "" ? [] : [resource.path])].join(".");
      return [
        ...resource.operations.map((operation) => [operationCall(operation), operationText(operation)]),
        ...(resource.job === undefined ? [] : jobRows),
        ...functions
          .filter((added) => added.resource === resource.className)
          .map((added) => [`${added.name}(${added.parameters.join(", ")})`, firstParagraph(added.summary)]),
      ].map(([call, text]) => `- \`${access}.${call}\`: ${text}`);
    })
    .join("\n");
}

const jobRows = [
  ["waitFor(id, options)", "Waits for the job and returns its result."],
  ["job(idOrSnapshot, options)", "A handle on the job: `wait`, `settle`, `updates`, `step`, `snapshot`."],
];

function operationCall(operation: Operation): string {
  const path = operation.parameters.filter((parameter) => parameter.in === "path");
  return `${methodOf(operation)}(${[...path.map(({ name }) => parameterName(name)), "params", "options"].join(", ")})`;
}

function operationText(operation: Operation): string {
  const route = `\`${operation.method} ${operation.path}\``;
  const kind = operation.pagination === undefined ? "" : ", paginated";
  return `${firstParagraph(operation.summary ?? operation.description ?? "")} (${route}${kind})`.trim();
}
