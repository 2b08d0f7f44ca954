import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

/** Makes the document say where it is without TLS: a warning. */
function goInsecure(): void {
  const document = repository.read("specs/acme/openapi.yaml").replace("https://api", "http://api");
  repository.write("specs/acme/openapi.yaml", document);
}

test("each finding has its place, its message and the repair to paste", async () => {
  goInsecure();
  const { code, out } = await specloom(repository.root, ["lint", "acme", "--only", "server-insecure"]);
  expect(code).toBe(0);
  expect(out).toBe(`warning[server-insecure] specs/acme/openapi.yaml:3:13
  Keys would be sent unencrypted to http://api.acme.example/v1.
  repair, below \`actions:\` of specs/acme/overlay.yaml:
    - target: $.servers[0]
      description: Say here why.
      update:
        url: https://api.acme.example/v1
1 finding: 0 errors, 1 warning, 0 info.
`);
});

describe("the exit code", () => {
  const rows: [args: string[], code: number][] = [
    [[], 0],
    [["--fail-on", "warning"], 1],
    [["--fail-on", "info"], 1],
    [["--fail-on", "never"], 0],
    [["--fail-on", "warning", "--only", "servers-missing"], 0],
    [["--fail-on", "warning", "--only", "servers-missing,server-insecure"], 1],
  ];
  test.each(rows)("%j: %i", async (args, code) => {
    goInsecure();
    expect((await specloom(repository.root, ["lint", ...args])).code).toBe(code);
  });

  test("of a defect is that of a warning", async () => {
    repository.write(
      "specs/acme/openapi.yaml",
      repository.read("specs/acme/openapi.yaml").replace("widgets_parts_list", "widgets_list"),
    );
    expect((await specloom(repository.root, ["lint"])).code).toBe(0);
    const { code, out } = await specloom(repository.root, ["lint", "--brief", "--fail-on", "warning"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^warning\[operation-id-duplicate\] specs\/acme\/openapi\.yaml:27:\d+\n/u);
    expect(out).not.toContain("repair");
  });
});

describe("usage", () => {
  const rows: [args: string[], text: string][] = [
    [["lint", "--fail-on", "errors"], "Allowed choices are error, warning, info, never."],
    [["lint", "--only", "server-insecur"], "Did you mean 'server-insecure'?"],
  ];
  test.each(rows)("%j", async (args, text) => {
    const { code, out, err } = await specloom(repository.root, args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(text);
  });
});

test("--json gives the findings with their actions", async () => {
  goInsecure();
  const { out } = await specloom(repository.root, ["lint", "--json"]);
  expect(JSON.parse(out)).toContainEqual({
    provider: "acme",
    rule: "server-insecure",
    severity: "warning",
    message: "Keys would be sent unencrypted to http://api.acme.example/v1.",
    location: expect.objectContaining({ file: "specs/acme/openapi.yaml", line: 3 }),
    action: expect.stringContaining("target: $.servers[0]"),
  });
});

test("--rules lists what is looked for", async () => {
  const { out } = await specloom(repository.root, ["lint", "--rules"]);
  expect(out).toMatch(/^rule +severity +finds\n/u);
  expect(out).toMatch(/^server-insecure +warning +a server is reached without TLS$/mu);
});

test("many findings are grouped by rule, and `--all` lists them with their repairs", async () => {
  const operation = '{ parameters: [{ name: q }], responses: { "200": { description: ok } } }';
  const paths = ["a", "b", "c", "d"].map((id) => `  /${id}: { get: ${operation} }\n`);
  const head =
    "openapi: 3.1.0\ninfo: { title: Acme, version: 1.0.0 }\nservers: [{ url: https://acme.example }]\npaths:\n";
  repository.remove("specs/acme/overlay.yaml");
  repository.write("specs/acme/openapi.yaml", head + paths.join(""));
  const grouped = await specloom(repository.root, ["lint", "acme"]);
  const rule = "parameter-place";
  expect(grouped.out).toMatch(/^warning\[parameter-place\] 4: /mu);
  expect(grouped.out).toContain(
    `\n  and 1 more\n  \`specloom lint acme --only ${rule} --all\` prints each with its repair.\n`,
  );
  const all = await specloom(repository.root, ["lint", "acme", "--only", rule, "--all"]);
  expect(all.out.match(new RegExp(`^\\w+\\[${rule}\\] `, "gmu"))).toHaveLength(4);
});

test("of a thousand findings of a rule and more, `--all` prints a thousand and says how many more there are", async () => {
  const operation = '{ parameters: [{ name: q }], responses: { "200": { description: ok } } }';
  const paths = Array.from({ length: 1_002 }, (_, index) => `  /a${index}: { get: ${operation} }\n`);
  repository.remove("specs/acme/overlay.yaml");
  repository.write(
    "specs/acme/openapi.yaml",
    `openapi: 3.1.0\ninfo: { title: Acme, version: 1.0.0 }\npaths:\n${paths.join("")}`,
  );
  const args = ["lint", "acme", "--only", "parameter-place"];
  const all = await specloom(repository.root, [...args, "--all"]);
  expect(all.out.match(/^warning\[parameter-place\] /gmu)).toHaveLength(1_000);
  expect(all.out).toContain("\nparameter-place: and 2 more; `--json` has all of them.\n");
  const json = await specloom(repository.root, [...args, "--json"]);
  expect(JSON.parse(json.out)).toHaveLength(1_002);
});
