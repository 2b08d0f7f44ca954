import fc from "fast-check";
import { formatPointer, isObject, type Json } from "../../packages/toolchain/src/json.js";
import { type Document, type Format, type Place, print } from "./fixtures.js";

/** A member of an object, or an item of a list, whose key does not count. */
type Entry = readonly [key: string, value: Json];

interface Operation {
  readonly name: string;
  /** What stands in place of an entry. */
  readonly change: (entry: Entry, target: Place) => readonly Entry[];
}

/** A document with one defect. */
export interface Mutation {
  readonly file: string;
  readonly text: string;
  /** The text without the defect. */
  readonly valid: string;
  /** What was done to which document, in one line. */
  readonly line: string;
}

const operation = (name: string, change: Operation["change"]): Operation => ({ name, change });

/** Puts another value in place of the one that is there. */
const replace = (name: string, value: (old: Json, target: Place) => Json): Operation =>
  operation(`replace by ${name}`, ([key, old], target) => [[key, value(old, target)]]);

const constants: readonly Json[] = [null, true, false, 0, -1, 1.5, "", "text", [], {}, [null], { $ref: null }];

const replacements = [
  ...constants.map((value) => replace(JSON.stringify(value), () => value)),
  replace("a long text", () => "long ".repeat(4_000)),
  replace("a list of it", (old) => [old]),
  replace("an object around it", (old) => ({ value: old })),
  replace("its digits or name as text", (old) => (typeof old === "object" ? Object.keys(old ?? {}).join() : `${old}`)),
  replace("a reference to nothing", () => ({ $ref: "#/components/schemas/Nothing" })),
  replace("a reference to a file", () => ({ $ref: "other.yaml#/Thing" })),
  replace("a reference to itself", (_old, { path }) => ({ $ref: `#${formatPointer(path)}` })),
  replace("a reference to what is around it", (_old, { path }) => ({ $ref: `#${formatPointer(path.slice(0, -1))}` })),
];

const extensions = constants.map((value) =>
  operation(`put x-between: ${JSON.stringify(value)} before`, (entry) => [["x-between", value], entry]),
);

/** Other spellings of a key; a name in braces is a path parameter's. */
const spellings: readonly (readonly [how: string, change: (key: string) => string])[] = [
  ["in capitals", (key) => key.toUpperCase()],
  ["with a capital", (key) => key.charAt(0).toUpperCase() + key.slice(1)],
  ["in small letters", (key) => key.toLowerCase()],
  ["with a space before it", (key) => ` ${key}`],
  ["with other names in braces", (key) => key.replaceAll("{", "{other_")],
  // Names that an object, a pointer, an extension or YAML takes for its own.
  ...["", "__proto__", "constructor", "$ref", "a/b~c%25", "<<", "x-name", "200", "ключ", "a b", "*/", "{"].map(
    (name) => [`as ${JSON.stringify(name)}`, () => name] as const,
  ),
];

const renamings = spellings.map(([how, change]) =>
  operation(`rename ${how}`, ([key, value]) => [[change(key), value]]),
);

const doubling = [
  operation("double", (entry) => [entry, entry]),
  ...spellings.map(([how, change]) =>
    operation(`double ${how}`, (entry) => {
      const key = change(entry[0]);
      return key === entry[0] ? [entry] : [entry, [key, structuredClone(entry[1])]];
    }),
  ),
];

/** Operations that ask for another place of the document. */
const others = ({ path, value }: Place): Operation[] => {
  const from = formatPointer(path);
  return [
    replace(`a reference to ${from}`, () => ({ $ref: `#${from}` })),
    replace(`what is at ${from || "the root"}`, () => structuredClone(value)),
    operation(`rename as ${JSON.stringify(path.at(-1))}`, ([, old]) => [[path.at(-1) ?? "", old]]),
    operation(`put what is at ${from || "the root"} before`, (entry) => [
      [path.at(-1) ?? "", structuredClone(value)],
      entry,
    ]),
  ];
};

/** Each place of the documents is as likely as any other. */
export function mutationsOf(documents: readonly Document[]): fc.Arbitrary<Mutation> {
  const targets = fc.constantFrom(...documents.flatMap(({ places }) => places));
  const mutation = targets.chain((target) => {
    const { places } = target.document;
    const key = target.path.at(-1);
    // Of the same name, so that ids, types and references change places with their like.
    const alike = places.filter(({ path }) => path.at(-1) === key);
    const other = fc.oneof(fc.constantFrom(...alike), fc.constantFrom(...places)).map(others);
    const operations = fc.oneof(
      { weight: 2, arbitrary: fc.constant(operation("remove", () => [])) },
      { weight: 6, arbitrary: fc.constantFrom(...replacements) },
      { weight: 1, arbitrary: fc.constantFrom(...extensions) },
      { weight: 2, arbitrary: fc.constantFrom(...doubling) },
      { weight: 2, arbitrary: fc.constantFrom(...renamings) },
      { weight: 4, arbitrary: other.chain((all) => fc.constantFrom(...all)) },
    );
    return fc
      .tuple(operations, fc.constantFrom<Format[]>("json", "yaml"))
      .map(([done, format]) => mutated(target, done, format));
  });
  return fc.noBias(mutation.filter((made) => made !== undefined));
}

/** Undefined where the operation changes nothing there. */
function mutated(target: Place, { name, change }: Operation, format: Format): Mutation | undefined {
  const { document, path } = target;
  const changed = changeAt(document.value, path, (entry) => change(entry, target));
  const text = changed === undefined ? "" : print(changed, format).replaceAll(AGAIN, "");
  const valid = document.texts[format];
  if (text === valid) return undefined;
  const file = `${document.name}.${format}`;
  return { file, text, valid, line: `${file}: ${name}: ${formatPointer(path) || "the root"}` };
}

function changeAt(root: Json, path: readonly string[], change: (entry: Entry) => readonly Entry[]): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return change(["", root])[0]?.[1];
  const entries = Object.entries(root ?? {}).flatMap(([key, value]: Entry): readonly Entry[] => {
    if (key !== first) return [[key, value]];
    return rest.length === 0 ? change([key, value]) : [[key, changeAt(value, rest, change) ?? null]];
  });
  return isObject(root) ? objectOf(entries) : entries.map(([, value]) => value);
}

/** Ends a key that is there already, until it is printed. */
const AGAIN = "(again)";

function objectOf(entries: readonly Entry[]): Json {
  const seen = new Set<string>();
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const isSecond = seen.has(key);
      seen.add(key);
      return [isSecond ? key + AGAIN : key, value];
    }),
  );
}
