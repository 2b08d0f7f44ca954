import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

const root = resolve(import.meta.dirname, "../../..");

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

async function explain(query: string) {
  const { out } = await specloom(repository.root, ["explain", query, "--json"]);
  return JSON.parse(out);
}

describe("an operation is found by", () => {
  const rows = [
    "widgets.list",
    "widgets_list",
    "GET /widgets",
    "get /widgets",
    "acme:widgets.list",
    "acme:get /widgets",
    " widgets.list ",
  ];
  test.each(rows)("%s", async (query) => {
    expect(await explain(query)).toMatchObject([{ provider: "acme", operation: { id: "widgets_list" } }]);
  });

  test("a name that two providers have: both", async () => {
    cpSync(join(repository.root, "specs/acme"), join(repository.root, "specs/bolt"), { recursive: true });
    repository.write("specs/bolt/source.yaml", repository.read("specs/acme/source.yaml").replaceAll("acme", "bolt"));
    expect((await explain("widgets.list")).map(({ provider }: { provider: string }) => provider)).toEqual([
      "acme",
      "bolt",
    ]);
    expect((await explain("bolt:widgets.list")).map(({ provider }: { provider: string }) => provider)).toEqual([
      "bolt",
    ]);
  });
});

describe("an operation that is not there", () => {
  const rows: [query: string, hint: string][] = [
    ["widget.list", "Did you mean 'widgets.list'?"],
    ["GET /widget", "Did you mean 'GET /widgets'?"],
    ["something.else.entirely", "`specloom list --operations` prints all"],
  ];
  test.each(rows)("%s", async (query, hint) => {
    const { code, err } = await specloom(repository.root, ["explain", query]);
    expect(code).toBe(2);
    expect(err).toContain("error[explain/unknown]");
    expect(err).toContain(hint);
  });
});

/** What the command says of each kind, as `origin file:line`. */
async function origins(query: string): Promise<Record<string, string>> {
  const [{ facts }] = JSON.parse((await specloom(repository.root, ["explain", query, "--json"])).out);
  return Object.fromEntries(
    facts.map((fact: { kind: string; origin: string; location: { file: string; line: number } }) => [
      fact.kind,
      `${fact.origin} ${fact.location.file}:${fact.location.line}`,
    ]),
  );
}

test("each fact says where it came from", async () => {
  expect(await origins("widgets.list")).toEqual({
    name: "derived specs/acme/openapi.yaml:7",
    pagination: "declared specs/acme/overlay.yaml:7",
    retry: "derived specs/acme/openapi.yaml:7",
    security: "document specs/acme/openapi.yaml:4",
  });
  repository.remove("specs/acme/overlay.yaml");
  expect(await origins("widgets.list")).toMatchObject({ pagination: "inferred specs/acme/openapi.yaml:7" });
});

const overlay = "overlay: 1.1.0\ninfo: { title: Pasted, version: 1.0.0 }\nactions:\n";

test("every action that it proposes can be pasted: the fact is then declared, and as it was", async () => {
  repository.remove("specs/acme/overlay.yaml");
  const [before] = JSON.parse((await specloom(repository.root, ["explain", "widgets.list", "--json"])).out);
  expect(before.facts).toHaveLength(4);
  for (const fact of before.facts) {
    repository.write("specs/acme/overlay.yaml", overlay + fact.change);
    const [after] = JSON.parse((await specloom(repository.root, ["explain", "widgets.list", "--json"])).out);
    const same = after.facts.find(({ kind }: { kind: string }) => kind === fact.kind);
    expect(same).toMatchObject({ origin: "declared", location: { file: "specs/acme/overlay.yaml" } });
    // How GET is repeated is prose until it is declared.
    expect(fact.value.startsWith(same.value)).toBe(true);
  }
});

test("a name is proposed with its aliases, and what the document declares goes first", async () => {
  repository.remove("specs/acme/overlay.yaml");
  const given = repository.read("specs/acme/openapi.yaml");
  const named = given.replace(
    /^( +)operationId: .*\n/mu,
    "$&$1x-specloom-name: { name: widgets.browse, aliases: [widgets.all] }\n",
  );
  repository.write("specs/acme/openapi.yaml", named);
  const change = async (): Promise<string | undefined> => {
    const [{ facts }] = JSON.parse((await specloom(repository.root, ["explain", "widgets.browse", "--json"])).out);
    return facts.find(({ kind }: { kind: string }) => kind === "name").change;
  };
  const proposed = await change();
  expect(proposed).toMatch(/remove: true\n(?:.*\n)* +name: widgets\.browse\n +aliases:\n +- widgets\.all\n/u);
  repository.write("specs/acme/overlay.yaml", overlay + proposed);
  // Another alias beside the same one would be an error.
  expect(await change()).toBeUndefined();
});

test("what is doubtful is told with the action that settles it", async () => {
  repository.remove("specs/acme/overlay.yaml");
  repository.write(
    "specs/acme/openapi.yaml",
    repository.read("specs/acme/openapi.yaml").replaceAll(/^ +(?:total: |- \{ name: limit,).*\n/gmu, ""),
  );
  const { out } = await specloom(repository.root, ["explain", "GET /widgets/{widget_id}/parts"]);
  expect(out).toMatch(/\npagination {2}none\n/u);
  expect(out).toMatch(/\ndoubtful +GET \/widgets\/\{widget_id\}\/parts looks paginated/u);
  expect(out).toContain("x-specloom-pagination:");
  const [{ doubts }] = JSON.parse((await specloom(repository.root, ["explain", "widgets.parts.list", "--json"])).out);
  repository.write("specs/acme/overlay.yaml", overlay + doubts[0].action);
  expect(await explain("widgets.parts.list")).toMatchObject([{ doubts: [] }]);
});

describe("what was seen is told, and what a verdict needs", () => {
  const paths = (text: string): void => {
    repository.remove("specs/acme/overlay.yaml");
    repository.write(
      "specs/acme/openapi.yaml",
      `openapi: 3.1.0\ninfo: { title: Acme, version: "1" }\nservers: [{ url: https://acme.test }]\npaths:\n${text}`,
    );
  };
  const answer = (schema: string): string =>
    `responses: { 200: { description: "", content: { application/json: { schema: ${schema} } } } }`;
  const widgets = `  /widgets: { get: { operationId: widgets_list, parameters: [{ name: cursor, in: query, schema: { type: string } }, { name: more, in: query, schema: { type: string } }], ${answer("{ type: object, properties: { widgets: { type: array, items: {} }, way: { type: string } } }")} } }\n`;

  test("of pages: a skeleton that applies once its blanks are filled in", async () => {
    paths(widgets);
    const [{ evidence }] = await explain("widgets.list");
    expect(evidence).toMatchObject([
      {
        kind: "pagination",
        seen: ["a cursor (parameter 'cursor')", "a list ('/widgets' of the answer)"],
        missing: ["a field or a header of the answer that has the next cursor"],
      },
    ]);
    const [{ skeleton }] = evidence;
    repository.write("specs/acme/overlay.yaml", overlay + skeleton.replace("</pointer/to/the/next/cursor>", "/way"));
    expect(await origins("widgets.list")).toMatchObject({ pagination: "declared specs/acme/overlay.yaml:7" });
  });

  test("of a job: the parts that are there, and those that are not", async () => {
    const id = "{ name: id, in: path, required: true, schema: { type: string } }";
    const state = "{ type: object, properties: { id: { type: string }, status: { enum: [queued, done, failed] } } }";
    paths(
      `  /renders: { post: { operationId: renders_create, ${answer(state)} } }\n` +
        `  /renders/{id}: { get: { operationId: renders_get, parameters: [${id}], ${answer(state)} } }\n`,
    );
    const { out } = await specloom(repository.root, ["explain", "renders_get"]);
    expect(out).toContain("seen: a state ('/status' of the answer), a start (renders_create)");
    expect(out).toContain("not seen: a result; a cancel; a batch of statuses");
  });

  test("of a job whose states are not told: the skeleton has what was seen", async () => {
    const id = "{ name: id, in: path, required: true, schema: { type: string } }";
    const state = "{ type: object, properties: { id: { type: string }, how: { type: string } } }";
    paths(
      `  /renders: { post: { operationId: renders_create, ${answer(state)} } }\n` +
        `  /renders/{id}: { get: { operationId: renders_get, parameters: [${id}], ${answer(state)} } }\n` +
        `  /renders/{id}/cancel: { post: { operationId: renders_cancel, parameters: [${id}], responses: { 204: { description: "" } } } }\n`,
    );
    const [{ evidence }] = await explain("renders_get");
    const filled = evidence[0].skeleton
      .replace("</pointer/to/the/state>", "/how")
      .replace("<a state of work that goes on>", "busy")
      .replace("<…>", "made")
      .replace("<…>", "broken");
    repository.write("specs/acme/overlay.yaml", overlay + filled);
    expect(await origins("renders_get")).toMatchObject({ job: "declared specs/acme/overlay.yaml:7" });
  });
});

test("the operations around a job say what they do for it", async () => {
  const cases: [query: string, value: string][] = [
    ["roe:agents.jobs.getResult", "gives the result of agents.jobs.getStatus"],
    ["roe:agents.jobs.getStatus", "resource: agents.jobs"],
  ];
  for (const [query, value] of cases) {
    const { out } = await specloom(root, ["explain", query]);
    expect(out).toMatch(/\njob {9}\S/u);
    expect(out).toContain(value);
  }
});

describe("a provider that cannot be read", () => {
  beforeEach(() => {
    repository.write("specs/bolt/source.yaml", repository.read("specs/acme/source.yaml").replaceAll("acme", "bolt"));
    repository.write("specs/bolt/openapi.yaml", "openapi: [\n");
  });

  test("does not hide the operation of another", async () => {
    const { code, out, err } = await specloom(repository.root, ["explain", "widgets.list"]);
    expect(code).toBe(2);
    expect(out).toMatch(/^acme: widgets\.list\n/u);
    expect(err).toMatch(/^error\[document\/[a-z]+\] specs\/bolt\/openapi\.yaml:/u);
    expect(await specloom(repository.root, ["explain", "acme:widgets.list"])).toMatchObject({ code: 0, err: "" });
  });

  test("is the reason where no other has the operation: it may be there", async () => {
    const { code, out, err } = await specloom(repository.root, ["explain", "gadgets.list"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error\[document\/[a-z]+\] specs\/bolt\/openapi\.yaml:/u);
  });
});
