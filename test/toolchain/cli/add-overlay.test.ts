import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

/** Two operations of one operationId. */
const TWICE = `openapi: 3.1.0
info: { title: Acme, version: "1" }
paths:
  /jobs: { get: { operationId: listJobs, responses: { "200": { description: ok } } } }
  /tasks: { get: { operationId: listJobs, responses: { "200": { description: ok } } } }
`;

/** A declaration that is not of its form, of which no client can be made. */
const WRONG = TWICE.replace("operationId: listJobs", "x-specloom-pagination: { style: pages }");
const REPAIR = `overlay: 1.1.0
info: { title: Repairs, version: "1" }
actions:
  - target: $.paths['/tasks'].get
    description: The name of another operation.
    update: { operationId: listTasks }
`;

let repository: TemporaryRepository;
let downloads: TemporaryRepository;
beforeEach(() => {
  repository = createRepository({ "specs/README.md": "" });
  downloads = createRepository({ "twice.yaml": TWICE, "wrong.yaml": WRONG, "repairs.yaml": REPAIR });
});
afterEach(() => {
  repository.remove();
  downloads.remove();
});

function add(...args: string[]): Promise<Printed> {
  return specloom(downloads.root, ["--root", repository.root, "add", "acme", ...args]);
}

test("what keeps a client from being made is told of the file that was typed, with the way to repair it", async () => {
  const { code, err } = await add("wrong.yaml");
  expect(code).toBe(2);
  expect(err).toMatch(/^error\[contract\/declaration\] wrong\.yaml:4:\d+ /u);
  expect(Object.keys(repository.files())).toEqual(["specs/README.md"]);
});

test("a defect is told with its place and its repair, and the client is made", async () => {
  const { code, out } = await add("twice.yaml");
  expect(code).toBe(0);
  expect(out).toContain(`specs/acme/twice.yaml:5:20: The operationId "listJobs" belongs to several operations`);
  expect(repository.files()["specs/acme/overlay.yaml"]).toContain("target: $.paths['/tasks'].get.operationId\n");
});

test("an overlay repairs the document first, and its actions are the first of overlay.yaml", async () => {
  expect(await add("twice.yaml", "--overlay", "repairs.yaml")).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(/^Added acme \(acme-client\): 2 operations/u),
  });
  expect(repository.read("specs/acme/twice.yaml")).toBe(TWICE);
  expect(repository.read("specs/acme/overlay.yaml")).toContain(`
  - target: $.paths['/tasks'].get
    description: The name of another operation.
    update:
      operationId: listTasks
`);
  expect(await specloom(repository.root, ["generate", "--check"])).toMatchObject({ code: 0 });
});

describe("an overlay is refused", () => {
  const rows: [title: string, text: string | undefined, error: string][] = [
    ["that is not there", undefined, "error[document/unreadable] repairs.yaml\n  Expected an overlay, found no file"],
    ["that is none", "actions: 7\n", "error[overlay/"],
    ["that repairs nothing", REPAIR.replace("/tasks", "/nothing"), "error[overlay/unmatched] repairs.yaml:4:"],
  ];
  test.each(rows)("%s", async (_title, text, error) => {
    if (text === undefined) downloads.remove("repairs.yaml");
    else downloads.write("repairs.yaml", text);
    expect(await add("twice.yaml", "--overlay", "repairs.yaml")).toMatchObject({
      code: 2,
      err: expect.stringContaining(error),
    });
    expect(Object.keys(repository.files())).toEqual(["specs/README.md"]);
  });
});
