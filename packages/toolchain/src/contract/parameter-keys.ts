import type { SourceDocument } from "../openapi/document.js";
import { inWholeForm } from "./declarations/whole-form.js";
import { failure, member } from "../openapi/located.js";
import type { ClientParameter, Parameter } from "./contract.js";
import { identifier } from "./declarations/fields.js";
import { camelCase, splitWords } from "./names/words.js";
import type { Note } from "./note.js";
import type { OperationSource } from "./operations.js";
import { overlayActions, targetAt } from "./overlay-action.js";
import type { ParameterSource } from "./parameters.js";

/** What `params` holds beside parameters, where the operation takes a body. */
const BODY_KEYS = ["body", "content-type"];

/** Tells whether a parameter is set once on the client. */
export function clientWide(parameters: readonly ClientParameter[]): (parameter: Parameter) => boolean {
  const known = new Set(parameters.map(({ in: place, name }) => `${place} ${name}`));
  return ({ in: place, name }) => known.has(`${place} ${name}`);
}

/** Tells whether a parameter stands in `params`: those of the path are arguments, unless the client has them. */
export function inParams(parameters: readonly ClientParameter[]): (parameter: Parameter) => boolean {
  const isClientWide = clientWide(parameters);
  return (parameter) => parameter.in !== "path" || isClientWide(parameter);
}

/** The key in `params` of what pagination and jobs call by its wire name: a parameter of the query before others. */
export function keyOf(parameters: readonly Parameter[], name: string): string {
  const named = parameters.filter((parameter) => parameter.name === name && parameter.in !== "path");
  const found = named.find(({ in: place }) => place === "query") ?? named[0];
  return found?.key ?? name;
}

/**
 * Gives a key of its own in `params` to each parameter whose name is the key of an earlier one, or of the body: its place
 * and its name, as `headerLimit`. `x-specloom-name` at a parameter chooses the key, or the name of the argument.
 *
 * @throws ToolchainError `contract/declaration` for a key that is no name, or that something else in `params` has.
 */
export function keyParameters(
  document: SourceDocument,
  operations: readonly OperationSource[],
  parameters: readonly ClientParameter[],
): { readonly operations: OperationSource[]; readonly notes: Note[] } {
  const isKeyed = inParams(parameters);
  const notes: Note[] = [];
  const keyed = operations.map((operation) => {
    const taken = new Set(operation.body === undefined ? [] : BODY_KEYS);
    const declared = operation.parameters.map((parameter) => declaredKey(document, parameter));
    for (const [index, parameter] of operation.parameters.entries()) {
      const key = declared[index];
      if (key === undefined || !isKeyed(parameter)) continue;
      if (taken.has(key)) throw keyTaken(document, operation, parameter, key);
      taken.add(key);
    }
    const names = new Set(operation.parameters.filter(isKeyed).map(({ name }) => name));
    const derivedKey = (parameter: ParameterSource): string => {
      const { in: place, name } = parameter;
      if (!isKeyed(parameter) || !taken.has(name)) return name;
      const derived = camelCase([place, ...splitWords(name)]);
      let key = derived;
      for (let count = 2; taken.has(key) || names.has(key); count += 1) key = `${derived}${count}`;
      notes.push(keyNote(document, operation, parameter, key));
      return key;
    };
    const own = operation.parameters.map((parameter, index) => {
      const key = declared[index] ?? derivedKey(parameter);
      if (isKeyed(parameter)) taken.add(key);
      return key === parameter.name ? parameter : { ...parameter, key };
    });
    return { ...operation, parameters: own };
  });
  return { operations: keyed, notes };
}

function declaredKey(document: SourceDocument, { at }: ParameterSource): string | undefined {
  const found = member(at, "x-specloom-name");
  return found && inWholeForm("x-specloom-name", () => identifier(found, document));
}

function keyTaken(document: SourceDocument, { id }: OperationSource, { at }: ParameterSource, key: string): Error {
  const place = member(at, "x-specloom-name")?.pointer ?? at.pointer;
  const message = `'${key}' is the key of the body or of another parameter of '${id}'.`;
  return failure(document, place, "contract/declaration", message, "Choose another x-specloom-name.");
}

function keyNote(document: SourceDocument, operation: OperationSource, parameter: ParameterSource, key: string): Note {
  const { in: place, name, at } = parameter;
  return {
    kind: "fallback",
    operation: operation.id,
    location: document.locate(at.pointer),
    message: `The ${place} parameter '${name}' of '${operation.id}' has the key '${key}', since '${name}' is the key of another parameter or of the body.`,
    action: overlayActions([{ target: targetAt(document, at.pointer), update: { "x-specloom-name": key } }]),
  };
}
