import { describe, expect, test } from "vitest";
import { parseLock } from "../../../packages/toolchain/src/contract/names/lock.js";
import { printContract } from "../../../packages/toolchain/src/contract/print-contract.js";
import { contractOf, failureOf } from "./support.js";

interface Kind {
  /** Such as `export` of `/files/exports/{id}`. */
  readonly noun: string;
  /** Further members of the declaration. */
  readonly more?: string;
  readonly hasStart?: false;
  /** No declaration: the job is inferred. */
  readonly isInferred?: true;
}

/** Jobs on the resource `files`, in this order. */
function api(kinds: readonly Kind[]): string {
  const paths = kinds.map(({ noun, more = "", hasStart = true, isInferred }) => {
    const start = hasStart ? `, start: [{ operation: ${noun}_start, jobId: /id }]` : "";
    const declaration = `x-specloom-job: { id: id, state: /state, states: { succeeded: [done] }${start}${more} }`;
    return `
  /files/${noun}s:
    post:
      operationId: ${noun}_start
      x-specloom-name: files.create${noun.charAt(0).toUpperCase()}${noun.slice(1)}
      responses: { "202": { content: { application/json: { schema: { properties: { id: {} } } } } } }
  /files/${noun}s/{id}:
    get:
      operationId: ${noun}_status
      x-specloom-name: files.get${noun.charAt(0).toUpperCase()}${noun.slice(1)}
      ${isInferred ? "" : declaration}
      parameters: [{ name: id, in: path, required: true }]
      responses: { "200": { content: { application/json: { schema: { properties: { state: { enum: [queued, running, done, failed] } } } } } } }`;
  });
  return `paths:${paths.join("")}\n`;
}

function jobNames(kinds: readonly Kind[], before?: readonly Kind[]): Record<string, string | undefined> {
  const text = before && printContract(contractOf(api(before)).contract);
  const locked = text === undefined ? [] : parseLock({ path: "contract.json", text }).operations;
  const { jobs } = contractOf(api(kinds), locked).contract;
  return Object.fromEntries(jobs.map(({ operation, name }) => [operation.replace("_status", ""), name]));
}

const [a, b, c] = ["aa", "bb", "cc"].map((noun): Kind => ({ noun }));
const [one, two, three] = [a ?? { noun: "" }, b ?? { noun: "" }, c ?? { noun: "" }];

describe("[50] several jobs on one resource", () => {
  const rows: readonly [string, readonly Kind[], readonly Kind[] | undefined, Record<string, string | undefined>][] = [
    ["the first has no name", [one], undefined, { aa: undefined }],
    [
      "the others have that of their start",
      [one, two, three],
      undefined,
      { aa: undefined, bb: "createBb", cc: "createCc" },
    ],
    [
      "or of their status, where nothing starts them",
      [one, { ...two, hasStart: false }],
      undefined,
      { aa: undefined, bb: "bb" },
    ],
    ["or the declared one", [one, { ...two, more: ", name: export" }], undefined, { aa: undefined, bb: "export" }],
    [
      "the first may have one too",
      [{ ...one, more: ", name: render" }, two],
      undefined,
      { aa: "render", bb: undefined },
    ],
    [
      "one that comes later, though first in the document, renames none",
      [two, one],
      [one],
      { aa: undefined, bb: "createBb" },
    ],
    [
      "nor where names were given before",
      [three, two, one],
      [one, two],
      { aa: undefined, bb: "createBb", cc: "createCc" },
    ],
    ["nor does one that goes", [two, three], [one, two], { bb: "createBb", cc: undefined }],
    [
      "a declared name wins over the lock",
      [one, { ...two, more: ", name: export" }],
      [one, two],
      { aa: undefined, bb: "export" },
    ],
    [
      "an inferred job beside another stands too",
      [one, { ...two, isInferred: true }],
      undefined,
      { aa: undefined, bb: "createBb" },
    ],
    [
      "but one that users know stays",
      [{ ...two, isInferred: true }, one],
      [{ ...two, isInferred: true }],
      { aa: "createAa", bb: undefined },
    ],
  ];
  test.each(rows)("[50] %s", (_name, kinds, before, want) => {
    expect(jobNames(kinds, before)).toEqual(want);
  });

  test("[50] in any order of the document, no name changes", () => {
    const orders = [
      [one, two, three],
      [three, one, two],
      [two, three, one],
    ];
    for (const before of orders) for (const now of orders) expect(jobNames(now, before)).toEqual(jobNames(before));
  });

  test("[50] two of one name are refused", () => {
    const error = failureOf(api([one, { ...two, more: ", name: export" }, { ...three, more: ", name: export" }]));
    expect(error).toMatchObject({ code: "contract/job-place" });
    expect(error.message).toMatch(/'files' has the job of 'bb_status' already/u);
  });
});
