import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Finished, run, runOrThrow } from "../support/command.js";
import type { Loopback } from "../support/loopback.js";
import { type Newcomer, newcomer } from "./newcomer/newcomer.js";
import { ownApis } from "./newcomer/own-apis.js";
import { providerOf } from "./newcomer/provider.js";
import { registryOf } from "./registry.js";
import { readManifest, repository } from "./repository.js";

const documents = join(import.meta.dirname, "newcomer/documents");
const tsx = join(repository, "node_modules/tsx/dist/cli.mjs");
/** The one that Vitest brings along. */
const vite = join(
  dirname(createRequire(import.meta.resolve("vitest/package.json")).resolve("vite/package.json")),
  "bin/vite.js",
);

const web = { target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [], noEmit: true };
const picky = {
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

interface App {
  readonly name: string;
  readonly manifest: object;
  readonly compilerOptions?: object;
  /** Those that compile it, where it is TypeScript. */
  readonly compilers?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** The person's program. */
  readonly main: string;
  /** What runs, and with what. */
  readonly runs: readonly string[];
}

const newest = ["typescript-7"];
const both = ["typescript", "typescript-7"];

/** Projects as people have them. */
const apps: readonly App[] = [
  {
    name: "Vite, strict",
    compilers: both,
    manifest: { type: "module" },
    compilerOptions: {
      ...web,
      ...picky,
      module: "ESNext",
      moduleResolution: "bundler",
      moduleDetection: "force",
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
    },
    files: {
      "index.html": '<!doctype html><script type="module" src="/src/main.ts"></script>',
      // Its polyfill for old browsers wants a document, which there is none of here.
      "vite.config.js": `export default {
        build: { modulePreload: { polyfill: false }, rollupOptions: { output: { entryFileNames: "app.js" } } },
      };`,
    },
    main: "src/main.ts",
    runs: ["dist/app.js"],
  },
  {
    name: "nodenext, picky",
    compilers: newest,
    manifest: { type: "module" },
    compilerOptions: { ...web, ...picky, module: "nodenext", isolatedModules: true },
    main: "src/main.ts",
    runs: [tsx, "src/main.ts"],
  },
  {
    name: "node16, an old library, not strict",
    compilers: newest,
    manifest: { type: "module" },
    compilerOptions: { ...web, lib: ["ES2018", "DOM", "DOM.Iterable"], module: "node16", strict: false },
    main: "src/main.ts",
    runs: [tsx, "src/main.ts"],
  },
  {
    name: "Node that strips types",
    compilers: newest,
    manifest: { type: "module" },
    compilerOptions: {
      ...web,
      module: "nodenext",
      strict: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
    main: "src/main.ts",
    runs: [tsx, "src/main.ts"],
  },
  {
    name: "Node, compiled",
    compilers: both,
    manifest: { type: "module" },
    compilerOptions: { ...web, module: "nodenext", strict: true, noEmit: false, rootDir: "src", outDir: "dist" },
    main: "src/main.ts",
    runs: ["dist/main.js"],
  },
  { name: "JavaScript", manifest: {}, main: "src/main.mjs", runs: ["src/main.mjs"] },
];

interface Manager {
  readonly name: string;
  readonly manifest: object;
  /** Programs that npm does not bring along, as lines of a shell. */
  readonly programs: (modules: string) => Record<string, string>;
  /** The workspace's other files, with the registry, which not each package manager reads from npm's variables. */
  readonly files: (registry: string) => Record<string, string>;
  /** The command that runs a program; Node's where not given. */
  readonly node?: string;
}

const { packageManager: pnpm = "pnpm" } = readManifest(repository);

const managers: readonly Manager[] = [
  { name: "npm", manifest: { workspaces: ["apps/*"] }, programs: () => ({}), files: () => ({}) },
  {
    name: "pnpm",
    // `packageManager` is missing: with it, pnpm asks the registry for its builds for all systems. Some mirrors lack them.
    manifest: {},
    programs: () => ({ pnpm: `npx --yes ${pnpm}` }),
    files: (registry) => ({
      "pnpm-workspace.yaml": "packages: [apps/*, packages/*]\n",
      ".npmrc": `registry=${registry}/\n`,
    }),
  },
  {
    name: "yarn 1",
    manifest: { workspaces: ["apps/*"] },
    programs: (modules) => ({ yarn: `node ${join(modules, "yarn/bin/yarn.js")}` }),
    files: () => ({ "yarn.lock": "", ".yarnrc": 'cache-folder "./.cache"\n' }),
  },
  {
    name: "yarn 4",
    manifest: { workspaces: ["apps/*"], packageManager: "yarn@4.18.1" },
    programs: (modules) => ({ yarn: `node ${join(modules, "yarn-4/bin/yarn.js")}` }),
    files: (registry) => ({
      ".yarnrc.yml": `npmRegistryServer: ${registry}
unsafeHttpWhitelist: [127.0.0.1]
enableGlobalCache: false
enableTelemetry: false
`,
    }),
    // Packages stand in archives, which Node alone does not read.
    node: "yarn node",
  },
  {
    name: "bun",
    manifest: { workspaces: ["apps/*"] },
    programs: (modules) => ({ bun: join(modules, "@oven/bun-linux-x64/bin/bun") }),
    files: (registry) => ({
      "bun.lock": '{ "lockfileVersion": 1, "workspaces": { "": { "name": "root" } }, "packages": {} }',
      "bunfig.toml": `[install]\nregistry = "${registry}"\ncache.dir = ".cache"\n`,
    }),
    node: "bun",
  },
];

const [vault] = ownApis;
if (vault === undefined) throw new RangeError("There is no API of one's own");

/** The newcomer's script, importing what was printed. */
function scriptFor(importFrom: string, { main, name }: Pick<App, "main" | "name">): string {
  const isVite = name.startsWith("Vite");
  const address = isVite ? "import.meta.env.VITE_VAULT" : 'process.env["VAULT"] ?? ""';
  const script = vault?.script
    .replace('"vault-client"', `"${importFrom}"`)
    .replace('apiKey: "vault key"', `apiKey: "vault key", baseUrl: ${address}`);
  if (!main.endsWith(".ts")) return script?.replaceAll(/: (?:string\[\]|number)(?= =)/gu, "") ?? "";
  const environment = isVite
    ? "declare global { interface ImportMeta { readonly env: { readonly VITE_VAULT: string } } }"
    : "declare const process: { env: Record<string, string | undefined> };";
  return `${environment}${script}`;
}

// In each, what was printed is typed as it stands.
describe("two commands in an app, from nothing to a page and a finished job", () => {
  let registry: Loopback;
  let person: Newcomer;
  /** The first folder in which a line that installs was run, by the line. */
  const firstWith = new Map<string, string>();

  beforeAll(async () => {
    registry = await registryOf(inject("packed"));
    person = await newcomer(registry);
    write("specloom/package.json", { private: true });
    await inFolder("specloom", "npm", "install", "specloom");
  }, 600_000);
  afterAll(async () => {
    await Promise.all([person.remove(), registry.close()]);
  }, 120_000);

  function write(path: string, content: string | object): void {
    const file = join(person.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  const inFolder = (folder: string, program: string, ...args: readonly string[]): Promise<Finished> =>
    run(join(dirname(person.folder), "bin", program), args, { cwd: join(person.folder, folder), env: person.env });

  /** The installed command, as `npx specloom` runs it. */
  const specloom = (folder: string, ...args: readonly string[]): Promise<Finished> =>
    run(process.execPath, [join(person.folder, "specloom/node_modules/.bin/specloom"), ...args], {
      cwd: join(person.folder, folder),
      env: person.env,
    });

  /** Runs the person's program against the provider, whose address is in the environment. */
  const expectToRun = async (program: (env: Newcomer["env"]) => Promise<Finished>): Promise<void> => {
    const provider = await providerOf(vault);
    try {
      const address = provider.url + vault.basePath;
      const { stdout, ...finished } = await program({ ...person.env, VAULT: address, VITE_VAULT: address });
      expect(finished).toEqual({ exitCode: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual(vault.prints);
      expect(provider.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(vault.asks);
    } finally {
      await provider.close();
    }
  };

  test.each(apps)("$name", async (app) => {
    const { name, manifest, compilerOptions, compilers = [], files = {}, main, runs } = app;
    const folder = name.replaceAll(/\W+/gu, "-");
    const cwd = join(person.folder, folder);
    write(`${folder}/package.json`, { private: true, ...manifest });
    if (compilerOptions !== undefined) write(`${folder}/tsconfig.json`, { compilerOptions, include: ["src"] });
    for (const [path, text] of Object.entries(files)) write(`${folder}/${path}`, text);
    const generated = await specloom(folder, "generate", join(documents, "vault.json"), "--output", "src/api");
    expect(generated).toMatchObject({ exitCode: 0, stderr: "" });

    const [, install = ""] = /\n {2}(npm install .*)\n/u.exec(generated.stdout) ?? [];
    const [program = "", ...args] = install.split(" ");
    // Each line that is printed is run once.
    const modules = join(firstWith.get(install) ?? folder, "node_modules");
    if (firstWith.has(install)) cpSync(join(person.folder, modules), join(cwd, "node_modules"), { recursive: true });
    else expect(await inFolder(folder, program, ...args)).toMatchObject({ exitCode: 0 });
    firstWith.set(install, folder);

    const [, importFrom = ""] = /import \{ Vault \} from "(.*)";/u.exec(generated.stdout) ?? [];
    write(`${folder}/${main}`, scriptFor(importFrom, app));
    // The first call as it was printed.
    const printed = /\n {2}import \{ Vault \}(?:\n|.)*?\n\n(?=Formatters)/u.exec(generated.stdout)?.[0] ?? "";
    write(`${folder}/src/printed${main.slice(main.lastIndexOf("."))}`, printed.replaceAll(/^ {2}/gmu, ""));
    for (const compiler of compilers) {
      const compile = [join(inject("checkers"), compiler, "bin/tsc"), "--project", "."];
      const checked = await run(process.execPath, compile, { cwd });
      expect({ compiler, ...checked }).toEqual({ compiler, exitCode: 0, stdout: "", stderr: "" });
    }
    await expectToRun(async (env) => {
      if (files["vite.config.js"] !== undefined)
        expect(await run(process.execPath, [vite, "build"], { cwd, env })).toMatchObject({ exitCode: 0 });
      return run(process.execPath, [...runs], { cwd, env });
    });
  });

  test.each(managers)("in a workspace of $name, from its root", { timeout: 600_000 }, async (manager) => {
    const folder = manager.name.replaceAll(" ", "-");
    const bin = `${folder}-bin`;
    for (const [program, line] of Object.entries(manager.programs(inject("checkers")))) {
      write(`${bin}/${program}`, `#!/bin/sh\nexec ${line} "$@"\n`);
      chmodSync(join(person.folder, bin, program), 0o755);
    }
    write(`${folder}/package.json`, { private: true, name: "root", ...manager.manifest });
    write(`${folder}/apps/web/package.json`, { private: true, name: "web", version: "1.0.0", type: "module" });
    for (const [path, text] of Object.entries(manager.files(registry.url))) write(`${folder}/${path}`, text);
    const document = join(documents, "vault.json");
    /** What types a line as it was printed, where it was printed for. */
    const shell = (place: string, line: string, env = person.env): Parameters<typeof run> => {
      const path = [join(person.folder, bin), env["PATH"]].join(delimiter);
      return ["sh", ["-c", line], { cwd: join(person.folder, folder, place), env: { ...env, PATH: path } }];
    };
    const type = (place: string, line: string): Promise<string> => runOrThrow(...shell(place, line));
    const expectToUse = (importFrom: string): Promise<void> => {
      write(`${folder}/apps/web/src/main.js`, scriptFor(importFrom, { ...manager, main: "src/main.js" }));
      return expectToRun((env) => run(...shell("apps/web", `${manager.node ?? "node"} src/main.js`, env)));
    };

    // In a folder of an app.
    const inApp = await specloom(folder, "generate", document, "--output", "apps/web/src/api");
    const [, way = "", install = ""] = /\nNext:\n {2}cd (.*)\n {2}(.*)\n/u.exec(inApp.stdout) ?? [];
    await type(way, install);
    await expectToUse("./api/index.js");

    // In the root.
    const inRoot = await specloom(folder, "generate", document, "--output", "api");
    const [, installInRoot = ""] = /\nNext:\n {2}(.*)\n/u.exec(inRoot.stdout) ?? [];
    await type("", installInRoot);

    // In a package of its own.
    const { stdout, ...added } = await specloom(folder, "add", "vault", document);
    expect(added).toEqual({ exitCode: 0, stderr: "" });
    const [, steps = ""] = /\nNext:\n((?: {2}.*\n)+)/u.exec(stdout) ?? [];
    for (const step of steps.trim().split("\n")) await type("", step);
    const [, depend] = /\nThen, in the folder of the package that uses it:\n {2}(.*)\n/u.exec(stdout) ?? [];
    if (depend !== undefined) await type("apps/web", depend);
    await expectToUse("vault-client");
  });
});
