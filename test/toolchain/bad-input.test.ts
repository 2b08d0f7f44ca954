import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { main } from "specloom";
import { createRepository, type TemporaryRepository } from "../support/repository.js";

/**
 * What a maintainer can get wrong, in a repository of two providers: one error with a code, a place and a hint, and
 * not one file changed, not even for the provider that is right.
 */
const golden = resolve(import.meta.dirname, "../golden");

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = createRepository();
  // `acme` first: it would be written if anything were before the other fails.
  copy("wrappers/input/specs/acme", "specs/acme");
  copy("wrappers/input/packages/acme", "packages/acme");
  copy("pages/input/specs/acme", "specs/tasks");
  copy("pages/input/packages/acme", "packages/tasks");
  edit("specs/tasks/source.yaml", "name: acme", "name: tasks\nclient: Acme");
});
afterEach(() => repository.remove());

function copy(from: string, to: string): void {
  cpSync(join(golden, from), join(repository.root, to), { recursive: true });
}

function edit(path: string, from: string, to: string): void {
  const text = repository.read(path);
  expect(text).toContain(from);
  repository.write(path, text.replace(from, to));
}

function overlay(...actions: string[]): void {
  repository.write(
    "specs/tasks/overlay.yaml",
    ["overlay: 1.1.0", "info: { title: Repairs, version: 1.0.0 }", "actions:", ...actions, ""].join("\n"),
  );
}

const custom = (line: string): void =>
  repository.write("packages/tasks/custom/more.ts", `import type { Tasks } from "../src/index.js";\n\n${line}\n`);

const task = "$.paths['/tasks/{task_id}'].get";

const cases: [string, () => void, string, string, string][] = [
  [
    "a page that is not UTF-8",
    () => repository.write("specs/tasks/get.md", new Uint8Array([35, 32, 10, 255])),
    "document/unreadable",
    "specs/tasks/get.md:2:1",
    "UTF-8",
  ],
  [
    "a page without a fence",
    () => repository.write("specs/tasks/get.md", "# Get a task\n"),
    "document/page",
    "specs/tasks/get.md",
    "yaml",
  ],
  [
    "a page with broken YAML",
    () => edit("specs/tasks/get.md", "    Task: {", "    Task: {{"),
    "document/unreadable",
    "specs/tasks/get.md:1",
    "",
  ],
  [
    "two pages that disagree",
    () => edit("specs/tasks/get.md", "size: { type: integer", "size: { type: string"),
    "document/conflict",
    "specs/tasks/",
    "create.md",
  ],
  [
    "a listed file that is not there",
    () => repository.remove("specs/tasks/get.md"),
    "document/missing",
    "specs/tasks/source.yaml:8",
    "get.md",
  ],
  [
    "a file that is not listed",
    () => repository.write("specs/tasks/old.md", ""),
    "document/unlisted",
    "specs/tasks/old.md",
    "",
  ],
  [
    "an unknown key in source.yaml",
    () => edit("specs/tasks/source.yaml", "title:", "titel:"),
    "source/invalid",
    "specs/tasks/source.yaml:4",
    "titel",
  ],
  [
    "an overlay target that matches nothing",
    () => overlay("  - { target: \"$.paths['/task'].get\", description: Why., update: { deprecated: true } }"),
    "overlay/unmatched",
    "specs/tasks/overlay.yaml:4",
    "/task",
  ],
  [
    "an overlay with an unknown key",
    () => overlay("  - { target: $, updat: {} }"),
    "overlay/",
    "specs/tasks/overlay.yaml:4",
    "updat",
  ],
  [
    "an unknown key in a declaration",
    () =>
      overlay(`  - { target: "${task}", update: { x-specloom-job: { resource: tasks, id: task_id, stat: /size } } }`),
    "contract/",
    "specs/tasks/overlay.yaml:4",
    "stat",
  ],
  [
    "a pointer that names no field",
    () =>
      overlay(
        `  - { target: "${task}", update: { x-specloom-job: { id: task_id, state: /sise, states: { pending: [0], succeeded: [1] } } } }`,
      ),
    "contract/",
    "specs/tasks/overlay.yaml:4",
    "/sise",
  ],
  [
    "an overlay that gives two operations one name",
    () =>
      overlay(
        `  - { target: "${task}", update: { x-specloom-name: tasks.do } }`,
        "  - { target: \"$.paths['/tasks'].post\", update: { x-specloom-name: tasks.do } }",
      ),
    "contract/",
    "specs/tasks/overlay.yaml:",
    "tasks.do",
  ],
  [
    "a custom wrapper for a resource that does not exist",
    () => custom('export function more(this: Pick<Jobs, "get">): void {}'),
    "weave/unknown-resource",
    "packages/tasks/custom/more.ts:3",
    "Jobs",
  ],
  [
    "a custom wrapper with a name already taken",
    () => custom('export function get(this: Pick<Tasks, "create">): void {}'),
    "weave/name-taken",
    "packages/tasks/custom/more.ts:3",
    "Tasks.get",
  ],
  [
    "a custom wrapper without a return type",
    () => custom('export function more(this: Pick<Tasks, "get">) {}'),
    "weave/return-type",
    "packages/tasks/custom/more.ts:3",
    "more",
  ],
  [
    "a custom wrapper by a name that every object has",
    () => custom('export function then(this: Pick<Tasks, "get">): void {}'),
    "weave/name-taken",
    "packages/tasks/custom/more.ts:3",
    "every object",
  ],
  [
    "a custom wrapper as a default export",
    () => custom('export default function more(this: Pick<Tasks, "get">): void {}'),
    "weave/marker",
    "packages/tasks/custom/more.ts:3",
    "own name",
  ],
  [
    "a custom wrapper in a variable",
    () => custom('export const more = function (this: Pick<Tasks, "get">): void {};'),
    "weave/marker",
    "packages/tasks/custom/more.ts:3",
    "function declaration",
  ],
  [
    "a custom file with broken syntax",
    () => custom('export function more(this: Pick<Tasks, "get">: void {}'),
    "weave/syntax",
    "packages/tasks/custom/more.ts:3",
    "',' expected",
  ],
  [
    "a custom type by a name that the package exports",
    () => custom("export interface Task {\n  readonly id: string;\n}\nexport type Job = Task;"),
    "weave/name-taken",
    "packages/tasks/custom/more.ts",
    "`Job`",
  ],
  [
    "a source.yaml that names another folder",
    () => edit("specs/tasks/source.yaml", "name: tasks", "name: other"),
    "source/invalid",
    "specs/tasks/source.yaml (/name)",
    "other",
  ],
  [
    "a manifest of another package",
    () => edit("packages/tasks/package.json", "@acme/client", "@acme/other"),
    "provider/manifest",
    "packages/tasks/package.json (/name)",
    "@acme/other",
  ],
  [
    "a README with half of its markers",
    () => repository.write("packages/tasks/README.md", "<!-- reference: generated, do not edit below -->\n"),
    "provider/readme",
    "packages/tasks/README.md",
    "one without the other",
  ],
  [
    "a folder in place of a file",
    () => repository.write("specs/tasks/overlay.yaml/x", ""),
    "document/unreadable",
    "specs/tasks/overlay.yaml",
    "",
  ],
  [
    "a custom wrapper without its marker",
    () => custom("export function more(this: Tasks): void {}"),
    "weave/marker",
    "packages/tasks/custom/more.ts:3",
    "Pick",
  ],
  [
    "a package without a manifest",
    () => repository.remove("packages/tasks/package.json"),
    "provider/manifest",
    "packages/tasks/package.json",
    "",
  ],
  [
    "an output folder that cannot be written",
    () => repository.write("generated", "a file"),
    "output/unwritable",
    "generated/",
    "",
  ],
];

test.each(cases)("%s", async (_title, spoil, code, place, text) => {
  spoil();
  const before = { files: repository.files(), times: repository.times() };
  let printed = "";
  const terminal = { out: () => {}, err: (line: string) => (printed += line), interactive: false };
  expect(await main({ args: ["generate"], cwd: repository.root }, terminal)).toBe(2);
  expect(printed).toMatch(/^error\[[a-z/-]+\] \S+.*\n {2}.+\n {2}hint: .+\n$/s);
  expect(printed).toContain(`error[${code}`);
  expect(printed.split("\n")[0]).toContain(place);
  expect(printed).toContain(text);
  expect({ files: repository.files(), times: repository.times() }).toEqual(before);
});
