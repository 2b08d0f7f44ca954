import { describe, expect, it } from "vitest";
import { collectDocuments, type Load, type Published } from "../../../packages/toolchain/src/cli/add/published.js";
import { caught } from "../../support/caught.js";

const folder = "file:///specs/";

/** Gathers a document whose files `text` gives by their paths below the folder. */
function gathered(text: (path: string) => string | undefined, signal?: AbortSignal): Promise<Published> {
  const load: Load = async ({ href }) => {
    const found = text(href.slice(folder.length));
    if (found === undefined) return undefined;
    return { bytes: new TextEncoder().encode(found), form: "yaml", mediaType: undefined, etag: undefined };
  };
  return collectDocuments([new URL("api.json", folder)], load, signal);
}

describe("the files of a document", () => {
  it("may be thousands", async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `parts/p${index}.yaml`);
    const schemas = Object.fromEntries(names.map((name, index) => [`P${index}`, { $ref: name }]));
    const entry = JSON.stringify({ openapi: "3.1.0", paths: {}, components: { schemas } });
    const { files } = await gathered((path) => (path === "api.json" ? entry : "type: string"));
    expect(files.map(({ as }) => as)).toStrictEqual([undefined, ...names]);
    expect(files.map(({ file }) => file)).toStrictEqual([
      "api.json",
      ...names.map((_, index) => `part-${index + 1}.yaml`),
    ]);
  });

  const endless: [title: string, text: (path: string) => string, want: string][] = [
    [
      "each of which refers to the next",
      (path) => JSON.stringify({ $ref: `a${path}` }),
      "Expected at most 100 files that refer to each other in a row, found more",
    ],
    [
      "that are small, and each of which refers to many",
      (path) => JSON.stringify({ allOf: [{ $ref: `0${path}` }, { $ref: `1${path}` }] }),
      "Expected files of at most 67108864 bytes, each counted as 4096 at least, found more",
    ],
    [
      "that are large",
      (path) =>
        path === "api.json"
          ? '{"allOf": [{"$ref": "0.yaml"}, {"$ref": "1.yaml"}]}'
          : `# ${"x".repeat(33 * 1024 * 1024)}`,
      "Expected files of at most 67108864 bytes, each counted as 4096 at least, found more",
    ],
  ];
  it.each(endless)("%s have an end", async (_, text, want) => {
    expect(await caught(gathered(text))).toMatchObject({ code: "add/documents", message: want });
  });

  it("are kept under names of ours, whatever a document calls them", async () => {
    const names = [".prettierrc.json", "package.json", ".vscode/settings.json", "Overlay.yaml", "node_modules/x.json"];
    const entry = JSON.stringify({ allOf: names.map((name) => ({ $ref: name })) });
    const { files } = await gathered((path) => (path === "api.json" ? entry : "{}"));
    expect(files.map(({ file, as }) => [file, as])).toStrictEqual([
      ["api.json", undefined],
      ...names.map((name, index) => [`part-${index + 1}.yaml`, name]),
    ]);
  });

  it.each([
    ["package.json", "openapi.json"],
    ["Overlay.yaml", "openapi.json"],
    [".prettierrc.json", "openapi.json"],
    ["NUL.json", "openapi.json"],
    ["tsconfig.json", "openapi.json"],
    ["petstore.json", "petstore.json"],
  ])("begin in %s, which is kept as %s", async (name, want) => {
    const load: Load = async () => ({
      bytes: new TextEncoder().encode('{ "openapi": "3.1.0" }'),
      form: "json",
      mediaType: undefined,
      etag: undefined,
    });
    expect((await collectDocuments([new URL(name, folder)], load)).files[0]?.file).toBe(want);
  });

  it("are no longer sought once the time is up", async () => {
    const abort = new AbortController();
    const asked: string[] = [];
    const run = gathered((path) => {
      asked.push(path);
      if (asked.length === 3) abort.abort(new Error("late"));
      return JSON.stringify({ $ref: `a${path}` });
    }, abort.signal);
    expect(await caught(run)).toMatchObject({ message: "late" });
    expect(asked).toHaveLength(3);
  });
});
