import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Contract } from "../../../packages/toolchain/src/contract/contract.js";
import type { ComparedState } from "../../../packages/toolchain/src/drift/compared-state.js";
import { drift } from "../../../packages/toolchain/src/drift/drift.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { formatPointer, type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import { readState } from "../../../packages/toolchain/src/read-state.js";
import { propertyRuns } from "../../support/property.js";
import { today } from "./pair.js";

/** What may change in silence, and why. */
const silent: readonly (readonly [place: RegExp, reason: string])[] = [
  [/^document \/openapi$/u, "Documents of every version are read into one form."],
  [/^document \/(?:info|tags|externalDocs)\//u, "They describe the document; nothing is generated from them."],
  [/^document .*\/x-sunset/u, "It counts once the operation is removed."],
  [/^document .*\/\d\/(?:in|required) of the path/u, "The template of the path says both."],
  [/^document .*\/x-specloom-name goes$/u, "Names that were given are kept."],
  [/^document .*\/type goes beside \w+$/u, "The keyword beside it implies the type."],
  [/^document .*\/x-specloom-job\/id goes$/u, "A job's own id is the last parameter of its path."],
  [/^document .*\/Lamp\/properties\/secret\//u, "What is write-only is in no answer, and in no type of one."],
  [/^document .*\/Note\/.*\/format/u, "A format is a comment in the types; nothing sends this schema."],
  [
    /^document .*(?:\/get\/parameters\/2\/explode|\/tags\/explode goes)/u,
    "A deep object has one form; false is the default.",
  ],
  [/^contract \/title/u, "A name for people."],
  [/^contract .*\/origins?\b/u, "How a fact was found; the fact stands beside it."],
];

const source = {
  path: "specs/lamps/source.yaml",
  text: "name: lamps\npackage: lamps\ntitle: Lamps\ndocument: whole\nfiles: { openapi.json: https://lamps.example/openapi.json }\n",
};

function stateOf(document: Json, earlier?: Parameters<typeof readState>[1]): ReturnType<typeof readState> {
  const documents = [{ path: "specs/lamps/openapi.json", text: JSON.stringify(document) }];
  return readState({ label: "lamps", source, overlay: undefined, contract: undefined, documents }, earlier);
}

const rich: Json = parse(readFileSync(join(import.meta.dirname, "rich.yaml"), "utf8"));
const before = stateOf(rich);

type Path = readonly (string | number)[];

/** The paths of all values that hold no others. */
function leavesOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** A copy with another value at a path; undefined removes what stands there. */
function withChange(value: Json, [key, ...rest]: Path, change: (leaf: Json) => Json | undefined): Json {
  if (key === undefined || typeof value !== "object" || value === null) return value;
  const replace = (item: Json): Json | undefined => (rest.length === 0 ? change(item) : withChange(item, rest, change));
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const changed = entries.flatMap(([name, item]): [string, Json][] => {
    const result = name === key ? replace(item) : item;
    return result === undefined ? [] : [[String(name), result]];
  });
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

/** Another value of the same kind: another word of its field where the specification lists them. */
function another(value: Json, draw: number): Json {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1 + draw;
  if (typeof value !== "string") return draw;
  const words = [
    ["query", "header", "cookie"],
    ["string", "integer", "boolean", "object", "array"],
    ["form", "pipeDelimited", "spaceDelimited"],
    ["s", "ms"],
  ];
  const others = words.find((list) => list.includes(value))?.filter((word) => word !== value);
  return others?.[draw % others.length] ?? `${value}${draw}`;
}

/** What is told of a change; an error is told too. */
function told(find: () => readonly unknown[]): "silence" | "told" {
  try {
    return find().length === 0 ? "silence" : "told";
  } catch (error) {
    if (error instanceof ToolchainError) return "told";
    throw error;
  }
}

function ofDocument(path: Path, change: (leaf: Json) => Json | undefined): string {
  return told(() => drift({ before, after: stateOf(withChange(rich, path, change), before) }, today));
}

const contract: Json = JSON.parse(JSON.stringify(before.contract));

function ofContract(path: Path, change: (leaf: Json) => Json | undefined): string {
  const changed: Contract = JSON.parse(JSON.stringify(withChange(contract, path, change)));
  const after: ComparedState = { document: before.document, contract: changed };
  return told(() => drift({ before, after }, today));
}

const sides = [
  ["document", rich, ofDocument],
  ["contract", contract, ofContract],
] as const;

test("the list of what is silent has at most 15 rows", () => {
  expect(silent.length).toBeLessThanOrEqual(15);
});

/** A change as the rows of what is silent name it. */
function nameOf(side: string, root: Json, path: Path, change: string): string {
  const pointer = formatPointer(path);
  const parent = Object(valueAt(root, formatPointer(path.slice(0, -1))));
  const implying = [
    "properties",
    "items",
    "enum",
    "const",
    "prefixItems",
    "patternProperties",
    "required",
    "additionalProperties",
  ];
  const beside = pointer.endsWith("/type") ? implying.find((key) => key in parent) : undefined;
  const ofPath = parent.in === "path" && "name" in parent ? " of the path" : "";
  return `${side} ${pointer}${ofPath}${change === "goes" ? " goes" : ""}${beside === undefined ? "" : ` beside ${beside}`}`;
}

function isSilent(name: string): boolean {
  return silent.some(([place]) => place.test(name));
}

describe.each(sides)("18 each leaf of a %s", (side, root, find) => {
  const leaves = leavesOf(root);

  test.each([
    ["gets another value", (leaf: Json) => another(leaf, 1)],
    ["goes", () => undefined],
  ])("%s", (name, change) => {
    const heard = leaves.filter((path) => !isSilent(nameOf(side, root, path, name)));
    expect(heard.length).toBeGreaterThan(200);
    expect(heard.filter((path) => find(path, change) === "silence").map(formatPointer)).toEqual([]);
  });

  test("whatever it becomes", () => {
    const heard = leaves.filter((path) => !isSilent(nameOf(side, root, path, "gets another value")));
    fc.assert(
      fc.property(fc.constantFrom(...heard), fc.nat({ max: 50 }), (path, draw) => {
        expect(find(path, (leaf) => another(leaf, draw))).toBe("told");
      }),
      propertyRuns(150),
    );
  });
});
