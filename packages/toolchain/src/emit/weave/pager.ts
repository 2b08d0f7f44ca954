import type { Operation, Pagination } from "../../contract/contract.js";
import { keyOf } from "../../contract/parameter-keys.js";
import { comment } from "../docs.js";
import type { ModuleText } from "../format.js";
import { type LiteralValue, literal } from "../literal.js";
import { type Callable, calls, parametersOf, signature } from "../method.js";
import { type Module, runtime } from "../module.js";
import { methodOf } from "../names.js";
import { operationDocs } from "../operation-words.js";
import { constantsModule } from "../operations.js";
import type { Resource } from "../resources.js";
import { pageType, pathLiteral, resultType, typeAt } from "../types.js";

/** A resource's paginated operations with their declarations. */
export function paginated(resource: Resource): (readonly [Operation, Pagination])[] {
  return resource.operations.flatMap((operation) =>
    operation.pagination === undefined ? [] : [[operation, operation.pagination] as const],
  );
}

/** The call of a paginated operation: a `Pager` over its items. */
export function pagerCall(operation: Operation, pagination: Pagination, module: Module): Callable {
  const name = methodOf(operation);
  const placed = module.find(operation.id);
  const { parameters, path } = signature(operation, module, "WalkOptions");
  const answer = pageType(operation);
  const page = answer === undefined ? module.resultOf(placed) : module.type(answer);
  const { items } = pagination.response;
  const item = pagination.varies
    ? `${module.imports.type(runtime, "PageItem")}<${page}, ${pathLiteral(items)}>`
    : (module.itemAt(answer ?? resultType(operation), items) ??
      `NonNullable<${typeAt(inBrackets(page), items)}>[number]`);
  // Apart in the runtime, so that a client carries nothing of the styles that its document does not have.
  const numbered = pagination.style === "page" ? "paginatePages" : "paginate";
  const factory = followsLinks(pagination) ? "paginateLinks" : numbered;
  return {
    docs: comment(
      operationDocs(operation, module, [
        "@returns A pager: iterate it for every item, or take `page()`, `pages()` or `toArray()`.",
      ]),
    ),
    name,
    parameters: parametersOf(parameters),
    returns: `${module.imports.type(runtime, "Pager")}<${item}, ${page}>`,
    ...calls(module, () => [
      module.imports.value(runtime, factory),
      ["client", module.wireFacts(placed), module.pagination(operation), `[${path.join(", ")}]`, "params", "options"],
    ]),
  };
}

/** A type that an index may stand behind. */
function inBrackets(type: string): string {
  return type.includes(" | ") ? `(${type})` : type;
}

/** The module of how a resource's operations are paginated, as the runtime reads it: a constant for each. */
export function paginationsModule(resource: Resource): ModuleText {
  const facts = paginated(resource).map(
    ([operation, pagination]) => [methodOf(operation), literal(paginationFacts(operation, pagination))] as const,
  );
  return constantsModule(facts);
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
