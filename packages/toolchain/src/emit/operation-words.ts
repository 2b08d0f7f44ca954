import type { Contract, Operation } from "../contract/contract.js";
import { inParams } from "../contract/parameter-keys.js";
import { type Docs, firstParagraph, opening } from "./docs.js";
import type { Module } from "./module.js";
import { pathParameters } from "./names.js";

/** What the `params` of an operation hold, in words. */
export function paramsDocs({ body, parameters }: Operation, contract: Pick<Contract, "parameters">): string {
  const keyed = parameters.filter(inParams(contract.parameters));
  const places = ["path", "query", "querystring", "header", "cookie"].filter((place) =>
    keyed.some((parameter) => parameter.in === place),
  );
  const renamed = keyed.flatMap(({ key, in: place, name }) =>
    key === undefined ? [] : [`, \`${key}\` being the ${place} parameter \`${firstParagraph(name)}\``],
  );
  return [
    ...(places.length === 0 ? [] : [`${places.join(" and ")} parameters by wire name${renamed.join("")}`]),
    ...(body === undefined ? [] : ["the request body under `body`"]),
  ].join(", and ");
}

/** `@deprecated`, with what has taken the operation's place where the document says so: a method, or its words. */
function deprecation({ replacement }: Operation, { operations }: Pick<Contract, "operations">): string {
  const other = operations.find(({ id, method: verb, path }) => [id, `${verb} ${path}`].includes(replacement ?? ""));
  const words = other === undefined ? firstParagraph(replacement ?? "") : `Use \`${other.name}\`.`;
  return `@deprecated ${words}`.trimEnd();
}

/**
 * The docs of an operation: what the document says of it, its route, and further tags. The method has the whole text. The
 * function has only the first paragraph, because declarations contain both.
 */
export function operationDocs(operation: Operation, module: Module, tags: readonly string[] = []): Docs {
  const { description = "" } = operation;
  const told = module.isOfFunctions ? (opening(description) ?? "") : description;
  const more =
    told.length < description.trim().length ? [`@see The method \`${operation.name}\`, which says more.`] : [];
  const described = pathParameters(operation, module.contract).flatMap(({ name, parameter }) => {
    const parts = [firstParagraph(parameter.description ?? ""), module.valueDocs(operation, parameter)];
    const words = parts.filter((part) => part !== "").join(" ");
    return words === "" ? [] : [`@param ${name} ${words}`];
  });
  return {
    summary: operation.summary,
    description: told,
    route: `\`${operation.method} ${operation.path}\``,
    tags: [
      ...described,
      ...tags,
      ...more,
      ...(operation.deprecated === true ? [deprecation(operation, module.contract)] : []),
    ],
  };
}
