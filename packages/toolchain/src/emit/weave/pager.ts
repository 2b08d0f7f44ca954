import type { Operation, Pagination } from "../../contract/contract.js";
import { keyOf } from "../../contract/parameter-keys.js";
import { comment } from "../docs.js";
import type { CodeFragment } from "../layout.js";
import { constant } from "../literal-layout.js";
import { type LiteralValue, literal, propertyKey } from "../literal.js";
import { operationDocs, parametersOf, signature } from "../method.js";
import { method } from "../method-layout.js";
import { type Module, runtime } from "../module.js";
import { methodOf } from "../names.js";
import type { Resource } from "../resources.js";
import { pageType, pathLiteral, typeAt } from "../types.js";

/** A resource's paginated operations with their declarations. */
export function paginated(resource: Resource): (readonly [Operation, Pagination])[] {
  return resource.operations.flatMap((operation) =>
    operation.pagination === undefined ? [] : [[operation, operation.pagination] as const],
  );
}

/** The method of a paginated operation: a `Pager` over its items. */
export function pagerMethod(operation: Operation, pagination: Pagination, module: Module): CodeFragment {
  const name = methodOf(operation);
  const placed = module.find(operation.id);
  const { parameters, path } = signature(operation, module, "WalkOptions");
  const page = pageType(operation) ?? module.methodType(placed, "Response");
  const { items } = pagination.response;
  const item = pagination.varies
    ? `${module.imports.type(runtime, "PageItem")}<${page}, ${pathLiteral(items)}>`
    : `NonNullable<${typeAt(page, items)}>[number]`;
  const given = [
    "this.#client",
    module.wireFacts(placed),
    `pagination.${name}`,
    `[${path.join(", ")}]`,
    "params",
    "options",
  ];
  // Apart in the runtime, so that a client carries nothing of the styles that its document does not have.
  const numbered = pagination.style === "page" ? "paginatePages" : "paginate";
  const factory = module.imports.value(runtime, followsLinks(pagination) ? "paginateLinks" : numbered);
  return method({
    docs: comment(
      operationDocs(operation, module.contract, [
        "@returns A pager: iterate it for every item, or take `page()`, `pages()` or `toArray()`.",
      ]),
    ),
    name,
    parameters: parametersOf(parameters),
    returns: `${module.imports.type(runtime, "Pager")}<${item}, ${page}>`,
    callee: factory,
    given,
  });
}

/** The pagination declarations of a resource's operations, as the runtime reads them. */
export function paginationConstant(pages: readonly (readonly [Operation, Pagination])[], module: Module): CodeFragment {
  const entries = pages.map(
    ([operation, pagination]) =>
      `${propertyKey(methodOf(operation))}: ${literal(paginationFacts(operation, pagination))}`,
  );
  const type = `Record<string, ${module.imports.type(runtime, "PaginationSpec")}>`;
  return constant("const pagination", `{ ${entries.join(", ")} }`, ` satisfies ${type}`);
}

/**
 * What the runtime reads: parameters by their keys. A link says itself where the next page is, so the parameters for it
 * are of no use.
 */
function paginationFacts({ parameters }: Operation, pagination: Pagination): LiteralValue {
  const { style, request, response } = pagination;
  const { page, offset, cursor, size, first, method: linkMethod, carry } = request;
  const key = (name: string | undefined) => name && keyOf(parameters, name);
  const used = followsLinks(pagination)
    ? { size: key(size), method: linkMethod, carry: carry && [...carry] }
    : { page: key(page), offset: key(offset), cursor: key(cursor), size: key(size), first };
  return { style, request: used, response: { ...response } };
}

function followsLinks({ style }: Pagination): boolean {
  return style === "next-url" || style === "link-header";
}
