import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { inOneFile } from "../../packages/toolchain/src/emit/one-file.js";
import { printable, printTypesHere } from "../../packages/toolchain/src/emit/print-types.js";
import { repair } from "../../packages/toolchain/src/inspect.js";
import { findDocuments } from "./documents.js";
import { inputOf } from "./generate-document.js";
import { type TypeDifference, typeDifferences } from "./type-differences.js";

const published = resolve(import.meta.dirname, "../../../shared/corpus");
const DOCUMENTS = 40;

/** What is used of openapi-typescript, which only the toolchain depends on. */
interface Printer {
  readonly default: (document: URL, options: object) => Promise<unknown[]>;
  readonly astToString: (nodes: unknown[]) => string;
}
const require = createRequire(resolve(import.meta.dirname, "../../packages/toolchain/package.json"));
const { default: print, astToString }: Printer = require("openapi-typescript");

/** What openapi-typescript is told for types that mean the same: a default says nothing of answers, `{}` is anything. */
const SAME_MEANING = { defaultNonNullable: false, emptyObjectsUnknown: true };

/** Why types differ where openapi-typescript is told so, by what stands at the innermost place. */
const REASONS: readonly (readonly [reason: string, isIt: (difference: TypeDifference) => boolean])[] = [
  ["bytes are a Blob, where it has string", ({ kind }) => /\bBlob\b/u.test(kind)],
  ["a path parameter that the document lacks is declared", ({ place }) => place === "written .path"],
  ["a header that OpenAPI ignores as a parameter is none", ({ place }) => place === "written .header"],
  ["any media type means JSON", ({ place, kind }) => place.endsWith(".*/*") && kind === "missing"],
  ["GET has no body", ({ kind }) => kind.endsWith(" to never")],
  ["null beside a reference stays", ({ kind }) => /\bnull\b/u.test(kind.split(" to ")[0] ?? "")],
  ["a type is known, where it has unknown", ({ kind }) => kind.startsWith("unknown to ")],
  ["a discriminator has the values that its property has", ({ place }) => /\.\$?type$|\.role$/u.test(place)],
  ["properties by a pattern are typed", ({ kind }) => /\[key: string\]/u.test(kind)],
];

/** Whether a program that reads answers and writes requests has to change. */
function breaks({ part, place }: TypeDifference): boolean {
  return place.startsWith(part === "responses" ? "read" : "written");
}

interface Counted {
  readonly operations: number;
  readonly differing: number;
  readonly unexplained: readonly TypeDifference[];
  readonly reasons: ReadonlyMap<string, number>;
}

// The largest documents of OpenAPI 3 in one file; of operations with one difference that has a reason, the others follow.
async function compareAll(options: object): Promise<Counted> {
  const { root, documents } = findDocuments(published);
  const sizes = documents
    .filter(({ path, files, isValid }) => isValid && files.length === 1 && path.startsWith("3."))
    .map((document) => ({ document, text: readFileSync(join(root, document.path), "utf8") }))
    .toSorted((a, b) => b.text.length - a.text.length);
  const reasons = new Map<string, number>();
  const unexplained: TypeDifference[] = [];
  let [taken, operations, differing] = [0, 0, 0];
  for (const { document } of sizes) {
    if (taken === DOCUMENTS) break;
    const theirs = await print(pathToFileURL(join(root, document.path)), { silent: true, ...options }).catch(() => []);
    const { value } = repair(inputOf(root, document, "api")).document;
    const ours = inOneFile(await printTypesHere(printable(value))());
    const found = typeDifferences(astToString(theirs), ours);
    if (found.operations === 0) continue;
    taken += 1;
    operations += found.operations;
    const breaking = found.differences.filter(breaks);
    for (const operation of new Set(breaking.map((difference) => difference.operation))) {
      const all = breaking.filter((difference) => difference.operation === operation);
      differing += 1;
      const reason = REASONS.find(([, isIt]) => all.some(isIt))?.[0];
      if (reason === undefined) unexplained.push(...all);
      else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  expect(taken).toBe(DOCUMENTS);
  return { operations, differing, unexplained, reasons };
}

test.skipIf(!existsSync(published))(
  `forty documents of ${published}, which may be absent: where types differ from openapi-typescript's, a reason is known`,
  async () => {
    const asTold = await compareAll(SAME_MEANING);
    const byDefault = await compareAll({});
    expect(asTold.unexplained).toEqual([]);
    // How many operations of a hundred a program that comes from there has to look at.
    expect(asTold.differing / asTold.operations).toBeLessThan(0.11);
    expect(byDefault.differing / byDefault.operations).toBeLessThan(0.23);
  },
);
