import type { Contract } from "../../contract/contract.js";
import { isBasic } from "../../contract/security.js";
import { formatMarkdown } from "../../emit/format.js";
import { markdownCell, markdownCode, markdownText } from "../../visible.js";
import type { PackageManager } from "../../repository/package-manager.js";
import type { Identity } from "./identity.js";

/** What a new package depends on in the repository. */
export interface ExistingPackages {
  /** Names of the existing packages. */
  readonly packages: readonly string[];
  /** Whether the repository contains @specloom/runtime. Its packages then export sources, which the root compiles. */
  readonly hasRuntime: boolean;
  /** Version range of @specloom/runtime; `workspace:^` where the repository contains it. */
  readonly runtime: string;
  /** The licence of the root's manifest. */
  readonly license: string | undefined;
  /** Text of the root's LICENSE. */
  readonly licenseText: string | undefined;
  /** Whether the root has a tsconfig.json to extend. */
  readonly hasTsconfig: boolean;
  /** The package manager that links a new package. */
  readonly packageManager: PackageManager;
  /** The command or step that makes new folders of `packages` part of the workspace; undefined where they are. */
  readonly link: string | undefined;
  /** True if the package manager needs a package.json in the root and there is none. */
  readonly needsManifest: boolean;
  /** Version range of TypeScript, which builds packages: that of the root, else that of this toolchain. */
  readonly compiler: string;
}

/** The files of a new package that people maintain, by name. */
export async function packageFiles(
  identity: Identity,
  contract: Contract,
  existing: ExistingPackages,
): Promise<ReadonlyMap<string, string>> {
  const { licenseText } = existing;
  return new Map([
    ["package.json", manifest(identity, contract, existing)],
    ["README.md", await readme(identity, contract)],
    ["tsconfig.build.json", tsconfig(existing)],
    ...(licenseText === undefined ? [] : [["LICENSE", licenseText] as const]),
  ]);
}

/** Describes the client of an API in one sentence. */
function summaryOf(title: string, { operations, jobs }: Contract): string {
  const abilities = [
    ...(operations.some(({ pagination }) => pagination !== undefined) ? ["pagination"] : []),
    ...(jobs.length > 0 ? ["job waiting"] : []),
  ];
  return `Typed client for the ${title} API${abilities.length === 0 ? "" : `, with ${abilities.join(" and ")}`}`;
}

function manifest(
  identity: Identity,
  contract: Contract,
  { runtime, license, licenseText, hasRuntime, compiler }: ExistingPackages,
): string {
  const { package: name, title } = identity;
  const built = exportsOf((path) => ({ types: `./dist/src/${path}.d.ts`, default: `./dist/src/${path}.js` }));
  const publishConfig = {
    ...(license === undefined ? {} : { access: "public" }),
    ...(hasRuntime ? { exports: built } : {}),
  };
  const clean = "node --eval \"fs.rmSync('dist', { recursive: true, force: true })\"";
  return json({
    name,
    version: "0.1.0",
    // Nobody publishes by accident: without a licence, or under a name that is no scope of one's own.
    ...(license === undefined || !name.startsWith("@") ? { private: true } : {}),
    description: summaryOf(title, contract),
    license: license ?? "UNLICENSED",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    files: ["dist", "src", "custom", "README.md", ...(licenseText === undefined ? [] : ["LICENSE"])],
    // pnpm publishes `exports` of `publishConfig` in place of the sources.
    exports: hasRuntime ? exportsOf((path) => `./src/${path}.ts`) : built,
    ...(Object.keys(publishConfig).length === 0 ? {} : { publishConfig }),
    scripts: { build: `${clean} && tsc --project tsconfig.build.json` },
    dependencies: { "@specloom/runtime": runtime },
    ...(hasRuntime ? {} : { devDependencies: { typescript: compiler } }),
  });
}

/**
 * The entries of a package: the functions of each resource have one by a pattern, so that a new resource changes none.
 */
function exportsOf<Target>(target: (path: string) => Target): Record<string, Target | string> {
  return {
    ".": target("index"),
    "./raw": target("raw"),
    "./package.json": "./package.json",
    "./*": target("functions/*"),
  };
}

/** Extends the root's settings where they exist; else has all settings that generated code needs. */
function tsconfig({ hasTsconfig, hasRuntime }: ExistingPackages): string {
  const own = {
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: true,
  };
  const built = { outDir: "dist", rootDir: ".", declaration: true, declarationMap: true, types: [] };
  const options = {
    ...(hasTsconfig ? { noEmit: false } : own),
    ...built,
    ...(hasRuntime ? { paths: { "@specloom/runtime": ["../runtime/dist/index.d.ts"] } } : {}),
  };
  const base = hasTsconfig ? { extends: "../../tsconfig.json" } : {};
  // Short lists are on one line, as prettier formats them.
  return json({ ...base, compilerOptions: options, include: ["src", "custom"] }).replaceAll(
    /\[\s+("[^\]]*")\s+\]/gu,
    (_list, items: string) => `[${items.replaceAll(/,\s+/gu, ", ")}]`,
  );
}

function readme({ package: name, title }: Identity, contract: Contract): Promise<string> {
  const { client, environment } = contract;
  const variable = client.charAt(0).toLowerCase() + client.slice(1);
  const options = [
    ...(environment.apiKey === undefined ? [] : [`apiKey: "${takesPassword(contract) ? "user:password" : "…"}"`]),
    ...(contract.servers.length === 0 ? ['baseUrl: "https://…"'] : []),
  ];
  const key = environment.apiKey === undefined ? "" : ` // or ${environment.apiKey} in the environment`;
  return formatMarkdown(`# ${name}

${summaryOf(markdownText(title), contract)}.

\`\`\`ts
import { ${client} } from "${name}";

const ${variable} = new ${client}(${options.length === 0 ? "" : `{ ${options.join(", ")} }`});${key}
\`\`\`

${optionsTable(contract)}

[@specloom/runtime](https://www.npmjs.com/package/@specloom/runtime#options) lists all options and the runtime's defaults.

## Methods

<!-- reference: generated, do not edit below -->

<!-- /reference -->
`);
}

/** The options that are the API's own, or are read from the environment too. */
function optionsTable({ security, environment, servers, parameters, defaults }: Contract): string {
  const { apiKey, baseUrl, timeoutMs, maxRetries } = environment;
  const [server] = servers;
  const isSecured = Object.keys(security.schemes).length > 0;
  const timeout = timeoutMs && `\`${timeoutMs.name}\`, in ${{ ms: "milliseconds", s: "seconds" }[timeoutMs.unit]}`;
  const variable = (name: string | undefined): string => (name === undefined ? "" : markdownCode(name));
  const rows = [
    ...(isSecured ? [["apiKey", variable(apiKey), "required, or `auth`"]] : []),
    ...parameters.map(({ option, env }) => [option, variable(env), ""]),
    ["baseUrl", variable(baseUrl), server === undefined ? "required" : markdownCode(server.url)],
    ["timeoutMs", timeout ?? "", defaults.timeoutMs?.toLocaleString("en") ?? "the runtime's"],
    ["maxRetries", variable(maxRetries), defaults.maxRetries?.toLocaleString("en") ?? "the runtime's"],
  ];
  const lines = rows
    .map(([option = "", ...cells]) => [markdownCode(option), ...cells].map(markdownCell))
    .map((cells) => `| ${cells.join(" | ")} |`);
  return ["| Option | Environment | Default |", "| --- | --- | --- |", ...lines].join("\n");
}

/** Whether `apiKey` is a user name and password (RFC 7617). */
function takesPassword({ security }: Contract): boolean {
  const [main] = Object.values(security.schemes).filter(({ type }) => type !== "mutualTLS");
  return main !== undefined && isBasic(main);
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
