import type { Contract } from "../../contract/contract.js";
import { isBasic } from "../../contract/security.js";
import { formatMarkdown } from "../../emit/format.js";
import { markdownText } from "../../visible.js";
import type { Identity } from "./identity.js";

/** What a new package depends on in the repository. */
export interface ExistingPackages {
  /** Names of the existing packages. */
  readonly packages: readonly string[];
  /** Version range of @specloom/runtime; `workspace:*` where the repository contains it. */
  readonly runtime: string;
  /** The licence of the root's manifest. */
  readonly license: string | undefined;
  /** Text of the root's LICENSE. */
  readonly licenseText: string | undefined;
  /** Whether the root has a tsconfig.json to extend. */
  readonly hasTsconfig: boolean;
  /** The package manager that links a new package. */
  readonly packageManager: "npm" | "pnpm";
}

/** The files of a new package that people maintain, by name. */
export async function packageFiles(
  identity: Identity,
  contract: Contract,
  existing: ExistingPackages,
): Promise<ReadonlyMap<string, string>> {
  const { licenseText } = existing;
  return new Map([
    ["package.json", manifest(identity, existing)],
    ["README.md", await readme(identity, contract)],
    ["tsconfig.build.json", tsconfig(existing)],
    ...(licenseText === undefined ? [] : [["LICENSE", licenseText] as const]),
  ]);
}

function manifest(identity: Identity, { runtime, license, licenseText, packageManager }: ExistingPackages): string {
  const { package: name, title } = identity;
  const built = {
    ".": { types: "./dist/src/index.d.ts", default: "./dist/src/index.js" },
    "./package.json": "./package.json",
  };
  const publishConfig = {
    // A package without a licence must not become public by accident.
    ...(license === undefined ? {} : { access: "public" }),
    ...(packageManager === "npm" ? {} : { exports: built }),
  };
  const clean = "node --eval \"fs.rmSync('dist', { recursive: true, force: true })\"";
  return json({
    name,
    version: "0.1.0",
    description: `Typed client for the ${title} API, with pagination and job waiting`,
    license: license ?? "UNLICENSED",
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    files: ["dist", "README.md", ...(licenseText === undefined ? [] : ["LICENSE"])],
    // npm publishes `exports` unchanged, so they name the built files. pnpm replaces them by `publishConfig`.
    exports: packageManager === "npm" ? built : { ".": "./src/index.ts", "./package.json": "./package.json" },
    ...(Object.keys(publishConfig).length === 0 ? {} : { publishConfig }),
    scripts: { build: `${clean} && tsc --project tsconfig.build.json` },
    dependencies: { "@specloom/runtime": runtime },
  });
}

/** Extends the root's settings where they exist; else has all settings that generated code needs. */
function tsconfig({ hasTsconfig, runtime }: ExistingPackages): string {
  const own = {
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    strict: true,
    skipLibCheck: true,
  };
  const isWorkspace = runtime.startsWith("workspace:");
  const built = { outDir: "dist", rootDir: ".", declaration: true, types: [] };
  const options = {
    ...(hasTsconfig ? { noEmit: false } : own),
    ...built,
    ...(isWorkspace ? { paths: { "@specloom/runtime": ["../runtime/dist/index.d.ts"] } } : {}),
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

Typed client for the ${markdownText(title)} API, with pagination and job waiting.

\`\`\`ts
import { ${client} } from "${name}";

const ${variable} = new ${client}(${options.length === 0 ? "" : `{ ${options.join(", ")} }`});${key}
\`\`\`

## Methods

<!-- reference: generated, do not edit below -->

<!-- /reference -->
`);
}

/** Whether `apiKey` is a user name and password (RFC 7617). */
function takesPassword({ security }: Contract): boolean {
  const [main] = Object.values(security.schemes).filter(({ type }) => type !== "mutualTLS");
  return main !== undefined && isBasic(main);
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
