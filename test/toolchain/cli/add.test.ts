import { readFileSync, symlinkSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join, relative, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Loopback, loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

const root = resolve(import.meta.dirname, "../../..");
const DOCUMENT = readFileSync(resolve(root, "test/golden/paginated/input/specs/acme/openapi.yaml"), "utf8");

/** A repository, and beside it a folder with what somebody downloaded. */
let repository: TemporaryRepository;
let downloads: TemporaryRepository;
const open: Loopback[] = [];
beforeEach(async () => {
  repository = createRepository();
  downloads = createRepository({ "openapi.yaml": DOCUMENT });
  await specloom(repository.root, ["init", "."]);
});
afterEach(async () => {
  repository.remove();
  downloads.remove();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(files: Readonly<Record<string, string>>, type = "application/yaml"): Promise<Loopback> {
  const listener: RequestListener = (request, response) => {
    const body = files[request.url ?? ""];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": type, etag: `"${request.url}"` }).end(body);
  };
  const server = await loopback(listener);
  open.push(server);
  return server;
}

/**
 * Adds a provider from the folder with the downloads. The printed way to the repository differs each time, so it is
 * removed.
 */
async function add(...args: string[]): Promise<Printed> {
  const printed = await specloom(downloads.root, ["--root", repository.root, "add", ...args], {
    program: "npx specloom",
  });
  return { ...printed, out: printed.out.replace(`  cd ${relative(downloads.root, repository.root)}\n`, "") };
}

/** A small document; `more` are lines of YAML at its root. */
function document(more = "", info = "{ title: Acme API, version: 1.0.0 }"): string {
  return `openapi: 3.1.0\ninfo: ${info}\nservers: [{ url: https://api.acme.example }]\npaths:\n  /things: { get: { responses: { "200": { description: ok } } } }\n${more}`;
}

describe("a file", () => {
  test.each([
    ["https://acme.example/v1", "`https://acme.example/v1`"],
    ["https://acme.example/a|b", "`https://acme.example/a\\|b`"],
    ["https://acme.example/a`b", "``https://acme.example/a`b``"],
    ["https://acme.example/|`|", "``https://acme.example/\\|`\\|``"],
  ])("has its server %s in one cell of the README, as code", async (url, cell) => {
    downloads.write("openapi.yaml", DOCUMENT.replace(/servers:.*\n/u, `servers: [{ url: "${url}" }]\n`));
    await add("acme", "openapi.yaml");
    expect(/\| `baseUrl` .*/u.exec(repository.read("packages/acme/README.md"))?.[0]).toContain(`| ${cell} `);
  });

  test("is kept byte for byte, with what people edit and the client beside it", async () => {
    const published = `\uFEFF${DOCUMENT.replaceAll("\n", "\r\n")}`;
    downloads.write("openapi.yaml", published);
    const before = repository.files();
    expect(await add("acme", "openapi.yaml")).toEqual({
      code: 0,
      out: `Added acme (acme-client): 2 operations, 2 paginated (inferred), 0 jobs.
  specs/acme/openapi.yaml

Next:
  npm install
  npm run build --workspace packages/acme

Then:
  import { Acme } from "acme-client";

  const acme = new Acme({ apiKey: "…" }); // or ACME_API_KEY in the environment
  for await (const item of acme.widgets.list()) console.log(item);

After each change of specs/acme/overlay.yaml: \`npx specloom generate acme\`.
`,
      err: "",
    });
    const after = repository.files();
    expect(after["specs/acme/openapi.yaml"]).toBe(published);
    const added = Object.keys(after).filter((path) => before[path] === undefined);
    expect(added.filter((path) => !/\/src\/|^generated\//u.test(path))).toEqual([
      "packages/acme/README.md",
      "packages/acme/package.json",
      "packages/acme/tsconfig.build.json",
      "specs/acme/openapi.yaml",
      "specs/acme/overlay.yaml",
      "specs/acme/source.yaml",
    ]);
    expect(Object.keys(before).filter((path) => before[path] !== after[path])).toEqual(["specs/lock.json"]);
  });

  test("leaves nothing for generate to do, and nothing for vendor to fetch", async () => {
    await add("acme", "openapi.yaml");
    // What is cached of a generation is no file of the repository.
    const times = (): [string, number][] =>
      Object.entries(repository.times()).filter(([path]) => !path.startsWith("node_modules/.cache/"));
    const before = times();
    expect(await specloom(repository.root, ["generate", "--check"])).toMatchObject({ code: 0 });
    expect((await specloom(repository.root, ["generate"])).out).not.toContain("note:");
    expect(times()).toEqual(before);
    expect(await specloom(repository.root, ["vendor"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("error[source/no-address]"),
    });
  });

  test("says in README and overlay how the client gets its key", async () => {
    await add("acme", "openapi.yaml");
    expect(repository.read("packages/acme/README.md")).toContain(
      'const acme = new Acme({ apiKey: "…" }); // or ACME_API_KEY in the environment',
    );
    expect(repository.read("packages/acme/README.md")).toMatch(
      /\| `apiKey` +\| `ACME_API_KEY` +\| required, or `auth` +\|\n\| `baseUrl` +\| `ACME_BASE_URL` +\| `https:/u,
    );
    expect(repository.read("packages/acme/README.md")).toMatch(
      /\| `timeoutMs` +\| +\| the runtime's +\|\n\| `maxRetries` +\| +\| the runtime's +\|\n\n\[.*#options\) lists all options/u,
    );
    expect(repository.read("packages/acme/README.md")).toContain(
      "- `acme.widgets.list(params, options)`: Lists widgets.",
    );
    expect(repository.read("packages/acme/src/create-client.ts")).toContain("ACME_BASE_URL");
    downloads.write("open.yaml", document());
    await add("open", "open.yaml");
    expect(repository.read("specs/open/overlay.yaml")).not.toContain("apiKey");
    expect(repository.read("packages/open/README.md")).toContain("const open = new Open();");
  });

  test("that refers to files below its folder brings them along, and no others", async () => {
    downloads.write("api/root.yaml", document("components: { schemas: { Pet: { $ref: 'schemas/pet.yaml' } } }\n"));
    downloads.write(
      "api/schemas/pet.yaml",
      "type: object\nproperties: { owner: { $ref: './people/owner.json#/Owner' } }\nexample: { $ref: nothing.yaml }\n",
    );
    downloads.write("api/schemas/people/owner.json", '{ "Owner": { "type": "string" } }');
    downloads.write("api/unused.yaml", "type: string\n");
    expect(await add("acme", "api/root.yaml")).toMatchObject({ code: 0, err: "" });
    expect(Object.keys(repository.files()).filter((path) => path.startsWith("specs/acme/"))).toEqual([
      "specs/acme/overlay.yaml",
      "specs/acme/part-1.yaml",
      "specs/acme/part-2.json",
      "specs/acme/root.yaml",
      "specs/acme/source.yaml",
    ]);
    const source = repository.read("specs/acme/source.yaml");
    expect(source).toContain("entry: root.yaml\n");
    expect(source).toContain("  part-1.yaml:\n    local: true\n    as: schemas/pet.yaml\n");
    expect(await specloom(repository.root, ["generate", "--check"])).toMatchObject({ code: 0 });
  });

  test.each(["../secret.yaml", "..%2Fsecret.yaml", "https://evil.example.org/x.yaml", "missing.yaml"])(
    "that refers to %s is refused at its line",
    async (reference) => {
      downloads.write("secret.yaml", "type: string\n");
      downloads.write("api/root.yaml", document(`components: { schemas: { Pet: { $ref: '${reference}' } } }\n`));
      const before = repository.files();
      expect(await add("acme", "api/root.yaml")).toMatchObject({
        code: 2,
        err: expect.stringContaining("error[document/reference] api/root.yaml:6"),
      });
      expect(repository.files()).toEqual(before);
    },
  );

  test("15: that refers to a link out of its folder is refused, and nothing of the link's target is shown", async () => {
    downloads.write("secret.yaml", "canary: value\n");
    downloads.write("api/root.yaml", document("components: { schemas: { Pet: { $ref: 'pet.yaml' } } }\n"));
    symlinkSync("../secret.yaml", join(downloads.root, "api/pet.yaml"));
    const before = repository.files();
    const { code, out, err } = await add("acme", "api/root.yaml");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("error[path/outside] pet.yaml\n");
    expect(err).not.toContain("canary");
    expect(repository.files()).toEqual(before);
  });

  test("of several pages makes one API", async () => {
    const pages = ["roe-agent-job-result.md", "roe-agent-job-status.md", "roe-agent-jobs-list.md"];
    for (const page of pages) downloads.write(page, readFileSync(resolve(root, "specs/roe", page), "utf8"));
    expect(await add("roe", ...pages)).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining("3 operations"),
    });
    expect(repository.read("specs/roe/source.yaml")).toContain("document: pages\n");
    expect(repository.read("specs/roe/overlay.yaml")).toContain(
      "  # - target: $.paths['/v1/agents/{agent_id}/jobs/'].get",
    );
  });
});

describe("an address", () => {
  test("is written to source.yaml, its digests to the lock, so that vendor has nothing to do", async () => {
    const server = await serve(
      { "/v1/openapi.json": '{ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {} }' },
      "application/json",
    );
    const url = `${server.url}/v1/openapi.json`;
    expect(await add("acme", `${url}#top`)).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining(`openapi.json from ${url}\n`),
    });
    expect(repository.read("specs/acme/source.yaml")).toContain(`files:\n  openapi.json: ${url}\n`);
    expect(JSON.parse(repository.read("specs/lock.json")).providers.acme.documents["openapi.json"]).toMatchObject({
      url,
      etag: '"/v1/openapi.json"',
      mediaType: "application/json",
    });
    expect(await specloom(repository.root, ["vendor", "--check"])).toMatchObject({ code: 0 });
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBe('"/v1/openapi.json"');
  });

  test("brings the files below its folder to which it refers", async () => {
    const server = await serve({
      "/v1/api": document("components: { schemas: { Pet: { $ref: 'schemas/pet.yaml' } } }\n"),
      "/v1/schemas/pet.yaml": "type: object\n",
    });
    expect(await add("acme", `${server.url}/v1/api`)).toMatchObject({ code: 0, err: "" });
    expect(repository.read("specs/acme/source.yaml")).toContain(
      `entry: openapi.yaml\nfiles:\n  openapi.yaml: ${server.url}/v1/api\n  part-1.yaml: ${server.url}/v1/schemas/pet.yaml\n`,
    );
    expect(await specloom(repository.root, ["vendor", "--check"])).toMatchObject({ code: 0 });
  });

  test.each(["?token=hidden", "?v=2&api_key=hidden", "?X-Amz-Date=1&X-Amz-Signature=hidden", "?jwt=hidden"])(
    "whose query holds a credential is kept nowhere, nor are those of the files beside it: %s",
    async (query) => {
      const server = await serve({
        [`/v1/openapi.yaml${query}`]: document("components: { schemas: { Pet: { $ref: 'schemas/pet.yaml' } } }\n"),
        "/v1/schemas/pet.yaml": "type: object\n",
      });
      const address = `${server.url}/v1/openapi.yaml${query}`;
      const { code, out, err } = await add("acme", address);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("`npx specloom vendor acme --from <address>` takes a newer document.");
      expect(repository.read("specs/acme/source.yaml")).toContain("name its environment variable under `credentials`");
      expect(repository.read("specs/acme/NOTICE")).toContain(`(${server.url})`);
      const texts = [out];
      for (const command of ["generate --check", "vendor acme --check --from A", "drift --all --from A --to A"]) {
        const args = command.split(" ").map((word) => (word === "A" ? address : word));
        const printed = await specloom(repository.root, args);
        expect(printed).toMatchObject({ code: 0, err: "" });
        texts.push(printed.out);
      }
      const shown = [...texts, ...Object.values(repository.files())].filter((text) => text.includes("hidden"));
      expect(shown).toEqual([]);
    },
  );

  test("that redirects elsewhere needs leave, which source.yaml then remembers", async () => {
    const cdn = await serve({ "/openapi.yaml": DOCUMENT });
    const server = await loopback((_request, response) =>
      response.writeHead(302, { location: `${cdn.url}/openapi.yaml` }).end(),
    );
    open.push(server);
    const before = repository.files();
    const { host } = new URL(cdn.url);
    expect(await add("acme", `${server.url}/openapi.yaml`)).toMatchObject({
      code: 3,
      err: expect.stringContaining("error[network/host]"),
    });
    expect(repository.files()).toEqual(before);
    const allowed = ["--allow-host", host, "--allow-host", "cdn.example.com"];
    expect(await add(...allowed, "acme", `${server.url}/openapi.yaml`)).toMatchObject({ code: 0 });
    expect(repository.read("specs/acme/source.yaml")).toContain(`hosts:\n  - ${host}\n  - cdn.example.com\n`);
    expect(await specloom(repository.root, ["vendor", "--check"])).toMatchObject({ code: 0 });
  });
});

describe("what is stated of the document", () => {
  const cases: [title: string, info: string, want: RegExp][] = [
    [
      "a licence",
      "{ title: A, version: 1.0.0, license: { name: Apache 2.0, url: https://example.com/l } }",
      /states the licence Apache 2\.0, https:\/\/example\.com\/l\./u,
    ],
    [
      "terms",
      "{ title: A, version: 1.0.0, termsOfService: https://example.com/t }",
      /terms of service https:\/\/example\.com\/t\./u,
    ],
    [
      "a contact",
      "{ title: A, version: 1.0.0, contact: { name: Ann, email: ann@example.com } }",
      /\(contact: Ann, ann@example\.com\)\./u,
    ],
  ];
  test.each(cases)("%s", async (_title, info, want) => {
    downloads.write("openapi.yaml", document("", info));
    await add("acme", "openapi.yaml");
    expect(repository.read("specs/acme/NOTICE").replaceAll("\n", " ")).toMatch(want);
  });
});

test("a document that says nothing has a NOTICE where it comes from elsewhere", async () => {
  const { url } = await serve({ "/openapi.yaml": document("", "{ title: A, version: 1.0.0 }") });
  await add("acme", `${url}/openapi.yaml`);
  const notice = repository.read("specs/acme/NOTICE").replaceAll("\n", " ");
  expect(notice).toMatch(/states no licence and no terms, and none is claimed here/u);
  downloads.write("own.yaml", document("", "{ title: A, version: 1.0.0 }"));
  await add("own", "own.yaml");
  expect(Object.keys(repository.files())).not.toContain("specs/own/NOTICE");
});

describe("in an app", () => {
  const output = ["--output", "src/api/acme"];
  /** Types, as a person would, what `add` in this folder takes. */
  const here = (...args: string[]): Promise<Printed> => specloom(repository.root, args, { program: "npx specloom" });

  beforeEach(() => {
    repository.write("package.json", '{ "name": "app", "type": "module" }');
    repository.write(
      "tsconfig.json",
      '{ "compilerOptions": { "target": "es2022", "module": "esnext", "moduleResolution": "bundler" }, "include": ["src"] }',
    );
    repository.write("openapi.yaml", DOCUMENT);
  });

  test("the client goes into the folder, in the project's form, and needs no package", async () => {
    const { out } = await here("add", "acme", "openapi.yaml", ...output);
    expect(out).toContain("Added acme (src/api/acme): 2 operations");
    expect(out).toMatch(
      /Next:\n {2}npm install @specloom\/runtime@[\d.]+\n\nThen, in a file beside src\/api\/acme:\n {2}import \{ Acme \} from "\.\/acme";/u,
    );
    expect(repository.read("specs/acme/source.yaml")).toContain("output: src/api/acme\n");
    expect(repository.read("src/api/acme/client.ts")).toContain('from "./create-client";');
    expect(Object.keys(repository.files()).filter((path) => path.startsWith("packages/acme/"))).toEqual([]);
    expect(await here("generate", "--check")).toMatchObject({ code: 0 });
    expect((await here("generate")).out).toMatch(/^acme: .*; unchanged/u);
  });

  test("settings under which the client cannot compile are told before the steps", async () => {
    repository.write("tsconfig.json", '{ "compilerOptions": { "module": "commonjs", "target": "es2021" } }');
    const { out } = await here("add", "acme", "openapi.yaml", ...output);
    expect(out).toMatch(/\n\nwarning: tsconfig\.json: TypeScript 5 without `moduleResolution` .*\n\nNext:\n {2}npm/u);
  });

  test("an edit is found and generated again; a file by hand is never touched", async () => {
    await here("add", "acme", "openapi.yaml", ...output);
    const client = repository.read("src/api/acme/client.ts");
    repository.write("src/api/acme/client.ts", `${client}export const mine = 1;\n`);
    expect(await here("generate", "--check")).toMatchObject({ code: 1 });
    expect(await here("generate")).toMatchObject({ code: 0 });
    expect(repository.read("src/api/acme/client.ts")).toBe(client);
    repository.write("src/api/acme/mine.ts", "export const mine = 1;\n");
    const { code, err } = await here("generate");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("error[output/foreign] src/api/acme/mine.ts"),
    });
  });

  test.each([
    ["outside", ["--output", "../api"], "add/output"],
    ["that holds other files", ["--output", "src/app"], "output/foreign"],
  ])("a folder %s is refused, and nothing is written", async (_title, option, error) => {
    repository.write("src/app/main.ts", "export {};\n");
    const before = repository.files();
    const { code, err } = await here("add", "acme", "openapi.yaml", ...option);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error[${error}]`) });
    expect(repository.files()).toEqual(before);
  });
});

const YARN_4 = '{ "packageManager": "yarn@4.18.1", "workspaces": { "packages": ["apps/*"] } }';

test.each<[files: Record<string, string>, steps: string[], depend?: string]>([
  [{ "package.json": '{ "workspaces": ["packages/*"] }' }, ["npm install", "npm run build --workspace packages/acme"]],
  [
    { "package.json": "{}", "yarn.lock": "" },
    ['npm pkg set "workspaces[]=packages/*"', "yarn install", "yarn workspace acme-client build"],
  ],
  [
    { "package.json": YARN_4 },
    ['npm pkg set "workspaces.packages[]=packages/*"', "yarn install", "yarn workspace acme-client build"],
    'yarn add "acme-client@workspace:*"',
  ],
  [
    { "package.json": '{ "workspaces": { "packages": ["packages/*"] } }', "bun.lock": "" },
    ["bun install", "bun run --cwd packages/acme build"],
    'bun add "acme-client@workspace:*"',
  ],
  [
    { "package.json": "{}", "pnpm-workspace.yaml": "packages: [packages/*]\n" },
    ["pnpm install", "pnpm --filter ./packages/acme build"],
    'pnpm add "acme-client@workspace:*"',
  ],
  [
    { "package.json": '{ "workspaces": ["packages/*"] }', "pnpm-workspace.yaml": "packages: [apps/*]\n" },
    ["# Add `packages/*` to `packages` of pnpm-workspace.yaml.", "pnpm install", "pnpm --filter ./packages/acme build"],
    'pnpm add "acme-client@workspace:*"',
  ],
  [
    { "rush.json": "{}" },
    ["# Add the package and its folder to `projects` of rush.json.", "rush update", "rush build --to acme-client"],
    'rush add --package "acme-client"',
  ],
])("the steps that link a package in %j", async (files, steps, depend) => {
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  downloads.write("openapi.yaml", document());
  const { out } = await add("acme", "openapi.yaml");
  const then = depend === undefined ? "Then:\n" : `Then, in the folder of the package that uses it:\n  ${depend}\n\n`;
  expect(out).toContain(`\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}\n${then}  import`);
});

describe("in a folder of a repository that has no provider yet, a package goes to", () => {
  test.each([
    ["the root of npm's workspace", { "package.json": '{ "workspaces": ["apps/*"] }' }, "", "  cd ../..\n"],
    ["the root of pnpm's workspace", { "pnpm-workspace.yaml": "packages: [apps/*]\n" }, "", "  cd ../..\n"],
    ["the root of Rush's workspace", { "rush.json": "{}" }, "", "  cd ../..\n"],
    ["the folder itself, where no workspace is", { "package.json": "{}" }, "apps/web/", ""],
    [
      "the root of the workspace, where the folder has the `specs` of another tool",
      { "package.json": '{ "workspaces": ["apps/*"] }', "apps/web/specs/requests/a_spec.rb": "" },
      "",
      "  cd ../..\n",
    ],
    [
      "a folder with providers around one with the `specs` of another tool",
      { "apps/specs/lock.json": "{}", "apps/web/specs/openapi.yaml": "" },
      "apps/",
      "  cd ..\n",
    ],
    [
      "a folder whose manifest has a byte order mark",
      { "package.json": '\uFEFF{ "workspaces": ["apps/*"] }' },
      "",
      "  cd ../..\n",
    ],
    [
      "the folder itself, where another repository begins below the workspace",
      { "package.json": '{ "workspaces": ["apps/*"] }', "apps/.git/HEAD": "ref: refs/heads/main\n" },
      "apps/web/",
      "",
    ],
  ])("%s", async (_title, files, place, step) => {
    const folder = createRepository({ "apps/web/package.json": "{}", "apps/web/api.yaml": document(), ...files });
    try {
      const { code, out } = await specloom(join(folder.root, "apps/web"), ["add", "acme", "api.yaml"]);
      expect({ code, source: folder.files()[`${place}specs/acme/source.yaml`] !== undefined }).toEqual({
        code: 0,
        source: true,
      });
      expect(out).toMatch(new RegExp(`\nNext:\n${step}  (?:npm|pnpm|#) `, "u"));
    } finally {
      folder.remove();
    }
  });
});

test("a package is built by the compiler that it lists, in the root's range where that has one", async () => {
  downloads.write("openapi.yaml", document());
  repository.write("package.json", "{}");
  await add("acme", "openapi.yaml");
  repository.write("package.json", '{ "devDependencies": { "typescript": "~7.0.2" } }');
  await add("other", "openapi.yaml");
  const compilers = ["acme", "other"].map(
    (name) => JSON.parse(repository.read(`packages/${name}/package.json`)).devDependencies,
  );
  expect(compilers).toEqual([{ typescript: expect.stringMatching(/^\^\d/u) }, { typescript: "~7.0.2" }]);
});

describe("names", () => {
  const cases: [title: string, name: string, hint: string][] = [
    ["capitals and spaces", "Acme API 2", "Name it acme-api-2."],
    ["camel case", "acmeJobs", "Name it acme-jobs."],
    ["an npm scope", "@acme/client", "Name it acme-client."],
    ["a digit first", "3scale", "Name it api-3scale."],
    ["a path", "../acme", "Name it acme."],
    ["letters with marks", "Café_Été", "Name it cafe-ete."],
  ];
  test.each(cases)("%s is refused with one that would do", async (_title, name, hint) => {
    const before = repository.files();
    expect(await add(name, "openapi.yaml")).toMatchObject({ code: 2, err: expect.stringContaining(`hint: ${hint}`) });
    expect(repository.files()).toEqual(before);
  });

  test("are given by options; the scope that all packages share is taken over", async () => {
    await add("acme", "openapi.yaml", "--package", "@corp/acme-sdk", "--title", "Acme & Sons");
    expect(JSON.parse(repository.read("packages/acme/package.json"))).toMatchObject({
      name: "@corp/acme-sdk",
      description: "Typed client for the Acme & Sons API, with pagination",
    });
    downloads.write(
      "other.json",
      '{ "openapi": "3.1.0", "info": { "title": "Other\\nREST API", "version": "1" }, "paths": {} }',
    );
    await add("other-jobs", "other.json");
    expect(JSON.parse(repository.read("packages/other-jobs/package.json"))).toMatchObject({ name: "@corp/other-jobs" });
    expect(repository.read("specs/other-jobs/source.yaml")).toContain("title: Other\n");
    expect(Object.keys(JSON.parse(repository.read("specs/lock.json")).providers)).toEqual(["acme", "other-jobs"]);
  });

  test("of the scope and licence of a repository are taken over", async () => {
    repository.write("LICENSE", "Do what you like.\n");
    repository.write("package.json", '{ "name": "x", "license": "0BSD" }');
    repository.write("pnpm-workspace.yaml", "packages: [packages/*]\n");
    repository.write("packages/runtime/package.json", '{ "name": "@specloom/runtime" }');
    expect((await add("acme", "openapi.yaml")).out).toContain("  pnpm install\n");
    expect(JSON.parse(repository.read("packages/acme/package.json"))).toMatchObject({
      name: "@specloom/acme",
      license: "0BSD",
      files: ["dist", "src", "custom", "README.md", "LICENSE"],
      publishConfig: { access: "public" },
      dependencies: { "@specloom/runtime": "workspace:^" },
    });
    expect(repository.read("packages/acme/LICENSE")).toBe("Do what you like.\n");
  });
});

describe("refusals write nothing", () => {
  const cases: [title: string, prepare: () => void, args: string[], code: number, error: string][] = [
    ["a file that is not there", () => {}, ["acme", "absent.yaml"], 2, "error[document/unreadable]"],
    ["a folder", () => downloads.write("api/x.yaml", ""), ["acme", "api"], 2, "error[document/unreadable]"],
    [
      "no OpenAPI",
      () => downloads.write("openapi.yaml", "a: 1\n"),
      ["acme", "openapi.yaml"],
      2,
      "error[document/not-openapi] openapi.yaml:1",
    ],
    [
      "no YAML",
      () => downloads.write("openapi.yaml", "a: [\n"),
      ["acme", "openapi.yaml"],
      2,
      "error[document/unreadable]",
    ],
    [
      "an HTML page in a file",
      () => downloads.write("openapi.yaml", "<html>"),
      ["acme", "openapi.yaml"],
      2,
      "error[document/not-openapi]",
    ],
    [
      "two whole documents",
      () => downloads.write("b.yaml", DOCUMENT),
      ["acme", "openapi.yaml", "b.yaml"],
      2,
      "found 0 pages and 2 whole documents",
    ],
    [
      "a page without an operation",
      () => downloads.write("a.md", "# A\n"),
      ["acme", "a.md"],
      2,
      "error[document/page]",
    ],
    ["plain http", () => {}, ["acme", "http://docs.example.com/openapi.yaml"], 3, "error[network/scheme]"],
    ["an address that is none", () => {}, ["acme", "https://["], 3, "error[network/scheme]"],
    [
      "a private address",
      () => {},
      ["acme", "https://169.254.169.254/openapi.yaml"],
      3,
      "error[network/private-address]",
    ],
    ["a package name that is none", () => {}, ["acme", "openapi.yaml", "--package", "A B"], 2, "error[add/package]"],
    [
      "a package name that is taken",
      () => repository.write("packages/x/package.json", '{ "name": "x" }'),
      ["acme", "openapi.yaml", "--package", "x"],
      2,
      "error[add/package]",
    ],
    [
      "a name that is taken in specs",
      () => repository.write("specs/acme/source.yaml", ""),
      ["acme", "openapi.yaml"],
      2,
      "found the folder specs/acme",
    ],
    [
      "a name that is taken in packages",
      () => repository.write("packages/acme/x", ""),
      ["acme", "openapi.yaml"],
      2,
      "found the folder packages/acme",
    ],
    ["no document", () => {}, ["acme"], 2, "missing required argument 'documents'"],
  ];
  test.each(cases)("%s", async (_title, prepare, args, code, error) => {
    prepare();
    const before = repository.files();
    expect(await add(...args)).toMatchObject({ code, err: expect.stringContaining(error) });
    expect(repository.files()).toEqual(before);
  });
});

test.each<[name: string, operations: readonly string[], abilities: string]>([
  [
    "lists and jobs",
    ["/exports get", "/exports post", "/exports/{export_id} get"],
    ", with pagination and job waiting",
  ],
  ["lists alone", ["/exports get"], ", with pagination"],
  ["jobs alone", ["/exports post", "/exports/{export_id} get"], ", with job waiting"],
  ["neither", ["/exports post"], ""],
])("the pages of a package say what its client has: %s", async (_name, kept, abilities) => {
  const vault = JSON.parse(readFileSync(resolve(root, "test/packages/newcomer/documents/vault.json"), "utf8"));
  for (const [path, item] of Object.entries<object>(vault.paths))
    vault.paths[path] = Object.fromEntries(
      Object.entries(item).filter(
        ([key]) => !/^(?:get|post|put|patch|delete)$/u.test(key) || kept.includes(`${path} ${key}`),
      ),
    );
  downloads.write("vault.json", JSON.stringify(vault));
  await add("vault", "vault.json");
  const summary = `Typed client for the Vault API${abilities}`;
  expect(JSON.parse(repository.read("packages/vault/package.json"))).toMatchObject({ description: summary });
  expect(repository.read("packages/vault/README.md")).toContain(`\n${summary}.\n`);
});

describe("in a Deno project", () => {
  test.each<[name: string, files: Record<string, string>]>([
    ["deno.json", { "deno.json": "{}" }],
    ["deno.jsonc", { "deno.jsonc": "{}" }],
    ["its lock beside package.json", { "deno.json": "{}", "deno.lock": "{}", "package.json": "{}" }],
  ])("%s: a client needs --output, and nothing is written without", async (_name, files) => {
    const project = createRepository({ "api.yaml": document(), ...files });
    try {
      const before = project.files();
      expect(await specloom(project.root, ["add", "acme", "api.yaml"])).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /Expected --output in a Deno project, found none\n {2}hint: .*`--output src\/api\/acme`/u,
        ),
      });
      expect(project.files()).toEqual(before);
      const { code, out } = await specloom(project.root, ["add", "acme", "api.yaml", "-o", "src/api"]);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("  deno add npm:@specloom/runtime@") });
    } finally {
      project.remove();
    }
  });
});

test("--json prints one value", async () => {
  const { out } = await add("acme", "openapi.yaml", "--json");
  expect(JSON.parse(out)).toMatchObject({
    name: "acme",
    package: "acme-client",
    title: "Acme",
    client: "Acme",
    files: expect.arrayContaining(["specs/acme/overlay.yaml", "packages/acme/src/client.ts"]),
    notes: [],
  });
});
