import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { METHODS } from "../packages/toolchain/src/openapi/methods.js";
import { PARAMETER_STYLES } from "../packages/toolchain/src/openapi/parameter-styles.js";

const root = resolve(import.meta.dirname, "..");

/** Stages of the toolchain in flow order: each may import itself and what stands before it. */
const flow = ["openapi", "document", "overlay", "contract", "emit", "drift"];

/** Rooms around the stages, and the rooms that each may import beside the stages and the modules of the root. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  lint: [],
  explain: [],
  repository: [],
  fetching: ["repository"],
  github: ["repository", "fetching"],
  cli: ["lint", "explain", "repository", "fetching", "github"],
};

/** Rooms of the runtime, and the rooms that each may import. A room only imports rooms above it, so there are no cycles. */
const runtimeRooms: Readonly<Record<string, readonly string[]>> = {
  time: [],
  json: [],
  errors: [],
  settings: ["time", "json", "errors"],
  request: ["time", "json", "errors", "settings"],
  response: ["time", "json", "errors", "request"],
  http: ["time", "errors", "settings", "request", "response"],
  streams: ["time", "errors", "request", "response", "http"],
  jobs: ["time", "json", "errors", "settings", "response", "request"],
  pagination: ["time", "json", "errors", "settings", "response", "request"],
  opentelemetry: ["errors", "settings", "jobs"],
};

/** Modules that every stage may import: they import no stage. */
const ground = [
  "codes/",
  "errors.ts",
  "error-text.ts",
  "paint.ts",
  "plural.ts",
  "visible.ts",
  "trim.ts",
  "location.ts",
  "json.ts",
  "closest.ts",
  "append-to.ts",
  "memory.ts",
];

const isGround = (path: string): boolean => ground.some((prefix) => path.startsWith(prefix));

interface Arrow {
  readonly from: string;
  readonly to: string;
}

describe("no import stands against the flow", () => {
  const arrows = importsBelow("packages/toolchain/src");

  test("the imports are found", () => {
    expect(arrows.length).toBeGreaterThan(100);
  });

  test.each(flow)("%s imports only itself, the stages before it, and the ground", (stage) => {
    const allowed = [...flow.slice(0, flow.indexOf(stage) + 1).map((name) => `${name}/`), ...ground];
    const wrong = inside("packages/toolchain/src", arrows).filter(
      ({ from, to }) => from.startsWith(`${stage}/`) && !allowed.some((prefix) => to.startsWith(prefix)),
    );
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(rooms))("%s imports itself, the stages, and %j", (room, others) => {
    const forbidden = Object.keys(rooms).filter((name) => name !== room && !others.includes(name));
    const wrong = inside("packages/toolchain/src", arrows).filter(
      ({ from, to }) => from.startsWith(`${room}/`) && forbidden.some((name) => to.startsWith(`${name}/`)),
    );
    expect(wrong).toEqual([]);
  });

  test("the ground imports no stage", () => {
    const wrong = inside("packages/toolchain/src", arrows).filter(({ from, to }) => isGround(from) && !isGround(to));
    expect(wrong).toEqual([]);
  });

  test("only the rooms around the stages read and write files", () => {
    const outer = ["repository", "fetching", "github", "cli"].map((room) => `packages/toolchain/src/${room}/`);
    const wrong = arrows.filter(
      ({ from, to }) => !outer.some((room) => from.startsWith(room)) && /^node:(?:fs|net|http|child_process)/u.test(to),
    );
    expect(wrong).toEqual([]);
  });

  test("15: files of a repository are reached through the gate alone", () => {
    /** Files that are no repository's: the toolchain's own, those that a person or GitHub names, temporary ones. */
    const others = [
      "repository/toolchain-version.ts",
      "repository/states/states.ts",
      "cli/document-state.ts",
      "cli/manifest.ts",
      "cli/add/load.ts",
      "cli/init/init.ts",
      "cli/pull-request-comment.ts",
      "github/step-files.ts",
      "github/propose/worktree.ts",
    ];
    const users = filesBelow("packages/toolchain/src")
      .filter((file) => /^import (?!type )[^;]* from "node:fs(?:\/promises)?";$/mu.test(read(file)))
      .map((file) => relative("packages/toolchain/src", file));
    expect(new Set(users)).toEqual(new Set(["repository/gate/gate.ts", "repository/gate/paths.ts", ...others]));
  });

  test("paths of the platform are known to few, each of which gives them forward slashes before it prints or keeps them", () => {
    const printing = [
      "cli/add/load.ts",
      "cli/add/repairs.ts",
      "cli/document-state.ts",
      "cli/init/init.ts",
      "cli/standalone/command-line.ts",
      "cli/standalone/standalone.ts",
      "cli/add/add.ts",
      "cli/first-call.ts",
      "repository/project/code-form.ts",
      "repository/project/project.ts",
      "repository/repository.ts",
      "repository/states/states.ts",
    ];
    /** These open, compare or name files, and print none of their paths. */
    const silent = [
      "cli/add/next-steps.ts",
      "cli/standalone/watch.ts",
      "repository/project/output-target.ts",
      "cli/drift.ts",
      "cli/program.ts",
      "cli/threads/types-thread.ts",
      "fetching/reading/reading-thread.ts",
      "github/propose/worktree.ts",
      "repository/gate/gate.ts",
      "repository/toolchain-version.ts",
    ];
    const users = filesBelow("packages/toolchain/src").filter((file) => {
      const names = /^import \{([^}]*)\} from "node:path";$/mu.exec(read(file))?.[1]?.split(",") ?? [];
      return names.some((name) => !["posix", "type PlatformPath"].includes(name.trim()));
    });
    const inToolchain = (file: string): string => relative("packages/toolchain/src", file);
    expect(new Set(users.map(inToolchain))).toEqual(new Set([...printing, ...silent]));
    expect(users.filter((file) => read(file).includes("slashed(")).map(inToolchain)).toEqual(
      expect.arrayContaining(printing),
    );
  });

  test("the toolchain never imports the runtime", () => {
    expect(arrows.filter(({ to }) => to.startsWith("@specloom/") || to.startsWith("packages/runtime"))).toEqual([]);
  });
});

describe("the rooms of the runtime", () => {
  const names = Object.keys(runtimeRooms);
  const arrows = inside("packages/runtime/src", importsBelow("packages/runtime/src"));
  const roomOf = (path: string): string => path.split("/", 1)[0] ?? "";

  test("client.ts and index.ts stand outside, every other file in a room", () => {
    const files = filesBelow("packages/runtime/src").map((file) => relative("packages/runtime/src", file));
    expect(files.filter((file) => !file.includes("/"))).toEqual(["client.ts", "index.ts"]);
    expect(new Set(files.filter((file) => file.includes("/")).map(roomOf))).toEqual(new Set(names));
  });

  test.each(Object.entries(runtimeRooms))("%s imports itself and %j, which stand above it", (room, others) => {
    const imported = new Set(arrows.filter(({ from }) => roomOf(from) === room).map(({ to }) => roomOf(to)));
    imported.delete(room);
    expect(imported).toEqual(new Set(others));
    expect(names.slice(0, names.indexOf(room))).toEqual(expect.arrayContaining([...others]));
  });
});

describe("what OpenAPI says is written in one room", () => {
  const outside = filesBelow("packages/toolchain/src").filter(
    (file) => !file.startsWith("packages/toolchain/src/openapi/"),
  );
  const literals = new Map(outside.map((file) => [file, literalsIn(file)]));
  const filesWith = (isKnown: (literal: string) => boolean, least = 1): string[] =>
    [...literals].filter(([, texts]) => new Set(texts.filter(isKnown)).size >= least).map(([file]) => file);

  test("the key of references", () => {
    expect(filesWith((text) => text === "$ref")).toEqual([]);
  });

  test("the list of methods", () => {
    const [lower, upper] = [new Set<string>(METHODS), new Set(METHODS.map((method) => method.toUpperCase()))];
    expect([...filesWith((text) => lower.has(text), 4), ...filesWith((text) => upper.has(text), 6)]).toEqual([]);
  });

  test("how a path template is split", () => {
    expect(filesWith((text) => /\\\{[^|]*\[\^[^\]]*\}/u.test(text))).toEqual([]);
  });

  test("the styles of parameters", () => {
    const styles = new Set<string>(Object.values(PARAMETER_STYLES).flat());
    expect(filesWith((text) => styles.has(text), 2)).toEqual([]);
  });
});

describe("an exported name has one meaning in its package", () => {
  test.each(["toolchain", "runtime", "bullmq"])("%s", (name) => {
    const holders = new Map<string, string[]>();
    for (const file of filesBelow(`packages/${name}/src`))
      for (const exported of exportsOf(file)) holders.set(exported, [...(holders.get(exported) ?? []), file]);
    expect([...holders].filter(([, files]) => files.length > 1)).toEqual([]);
  });
});

describe("packages import provider → runtime → openapi-fetch", () => {
  test("one file of the runtime imports openapi-fetch, one the parser of events, and only one room anything else", () => {
    const room = "packages/runtime/src/opentelemetry/";
    const foreign = importsBelow("packages/runtime/src").filter(({ to }) => !to.startsWith("packages/runtime/src/"));
    const outside = foreign.filter(({ from }) => !from.startsWith(room));
    expect(new Set(foreign.filter((one) => !outside.includes(one)).map(({ to }) => to))).toEqual(
      new Set(["@opentelemetry/api"]),
    );
    expect(new Set(outside.map(({ from, to }) => `${from} → ${to}`))).toEqual(
      new Set([
        "packages/runtime/src/http/raw-client.ts → openapi-fetch",
        "packages/runtime/src/streams/server-sent-events.ts → eventsource-parser",
      ]),
    );
  });

  test.each(["roe", "julep", "crosmos"])("%s imports itself and the runtime", (provider) => {
    const arrows = ["src", "custom"].flatMap((folder) => importsBelow(`packages/${provider}/${folder}`));
    expect(arrows.length).toBeGreaterThan(0);
    expect(arrows.filter(({ to }) => !to.startsWith(`packages/${provider}/`) && to !== "@specloom/runtime")).toEqual(
      [],
    );
  });
});

test("waits on BullMQ import BullMQ, the runtime and Node's hashes alone, and stay under 200 lines a file", () => {
  const files = filesBelow("packages/bullmq/src");
  const foreign = importsBelow("packages/bullmq/src").filter(({ to }) => !to.startsWith("packages/bullmq/src/"));
  expect(new Set(foreign.map(({ to }) => to))).toEqual(new Set(["@specloom/runtime", "bullmq", "node:crypto"]));
  expect(files.filter((file) => read(file).trimEnd().split("\n").length > 200)).toEqual([]);
});

test("scripts are arguments and I/O only", () => {
  const long = filesBelow("scripts").filter((file) => read(file).trimEnd().split("\n").length > 30);
  expect(long).toEqual([]);
});

test("no list in a map is copied to add to it, which takes quadratic time: `appendTo` does it", () => {
  const copies = /\.set\([^;]*\[\s*\.\.\.\([^;]*\.get\([^;]*\?\? \[\]\)/u;
  expect(copies.test("found.set(name, [...(found.get(name) ?? []), property]);")).toBe(true);
  expect(filesBelow("packages/toolchain/src").filter((file) => copies.test(read(file)))).toEqual([]);
});

test("no hand-written source file is over 250 lines", () => {
  const folders = [
    "packages/toolchain/src",
    "packages/runtime/src",
    "scripts",
    ...["roe", "julep", "crosmos"].map((name) => `packages/${name}/custom`),
  ];
  const long = folders.flatMap(filesBelow).filter((file) => read(file).trimEnd().split("\n").length > 250);
  expect(long).toEqual([]);
});

function importsBelow(folder: string): Arrow[] {
  return filesBelow(folder).flatMap((from) =>
    ts.preProcessFile(read(from), true, true).importedFiles.map(({ fileName }) => ({
      from,
      to: fileName.startsWith(".")
        ? relative(root, resolve(root, dirname(from), fileName)).replace(/\.js$/u, ".ts")
        : fileName,
    })),
  );
}

/** Arrows between files of one folder, by paths below it. */
function inside(folder: string, arrows: readonly Arrow[]): Arrow[] {
  const below = (path: string): string => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path);
  return arrows
    .filter(({ to }) => to.startsWith(`${folder}/`))
    .map(({ from, to }) => ({ from: below(from), to: below(to) }));
}

/** String literals, names of properties and regular expressions of a source file. */
function literalsIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) found.push(node.text);
    else if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    else if (ts.isIdentifier(node) && node.text.startsWith("$")) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return found;
}

/** The names that a source file declares and exports; overloads count once. */
function exportsOf(file: string): Set<string> {
  const declared = parsed(file).statements.filter(
    (statement) =>
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true,
  );
  return new Set(
    declared.flatMap((statement) => {
      if (ts.isVariableStatement(statement))
        return statement.declarationList.declarations.map(({ name }) => name.getText());
      const isNamed =
        ts.isFunctionDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement);
      return isNamed && statement.name !== undefined ? [statement.name.text] : [];
    }),
  );
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file))
    .toSorted();
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
