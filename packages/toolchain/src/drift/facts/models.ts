import { member, members } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Change, ChangeKind } from "../change.js";

/** Compares the named schemas, which the generated package exports as types. */
export function compareModels(
  before: SourceDocument,
  after: SourceDocument,
  renamed: ReadonlyMap<string, string>,
): Change[] {
  const [were, are] = [modelsOf(before), modelsOf(after)];
  const arrived = new Set<string>();
  const gone = [...were].flatMap(([name, pointer]) => {
    if (are.has(name)) return [];
    const other = renamed.get(name);
    const place = other === undefined ? undefined : are.get(other);
    if (other === undefined || place === undefined || were.has(other))
      return [change("model-removed", name, { pointer })];
    arrived.add(other);
    return [change("model-renamed", name, { pointer, value: name }, { pointer: place, value: other })];
  });
  const added = [...are].filter(([name]) => !were.has(name) && !arrived.has(name));
  return [...gone, ...added.map(([name, pointer]) => change("model-added", name, undefined, { pointer }))];
}

function change(kind: ChangeKind, name: string, before?: Change["before"], after?: Change["after"]): Change {
  return {
    kind,
    direction: undefined,
    where: `schema \`${name}\``,
    path: "",
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    operations: [],
  };
}

function modelsOf({ value }: SourceDocument): Map<string, string> {
  const components = member({ value, pointer: "" }, "components");
  const schemas = components === undefined ? undefined : member(components, "schemas");
  return new Map((schemas === undefined ? [] : members(schemas)).map(([name, { pointer }]) => [name, pointer]));
}
