import { describe, expect, it } from "vitest";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { parseOverlay } from "../../../packages/toolchain/src/overlay/parse-overlay.js";
import { deepFreeze, failureOf } from "./support.js";

const info = { title: "Repairs", version: "1.0.0" };
const actions = [{ target: "$", update: {} }];
const valid = { overlay: "1.1.0", info, actions };

function parse(value: Json) {
  return parseOverlay(deepFreeze(value), (pointer) => ({ file: "overlay.yaml", line: 7, pointer }));
}

describe("parseOverlay", () => {
  it.each<[string, Json]>([
    ["1.0", { ...valid, overlay: "1.0.0" }],
    ["1.0", { ...valid, overlay: "1.0.17" }],
    ["1.1", { ...valid, overlay: "1.1.0" }],
    ["1.1", { ...valid, overlay: "1.1.3" }],
  ])("takes feature set %s from %j", (version, value) => {
    expect(parse(value).version).toBe(version);
  });

  it("normalises what the actions say", () => {
    const value = {
      ...valid,
      "x-note": { any: null },
      info: { ...info, description: "Why", "x-owner": "us" },
      extends: "./openapi.yaml#/x%20y",
      actions: [
        { target: "$.a", update: null, description: "Because", "x-why": 1 },
        { target: "$.b", copy: "$.a", "x-allow-unmatched": true },
        { target: "$.c", remove: true, update: {}, "x-allow-unmatched": false },
        { target: "$.d", remove: false },
        { target: "$.e", remove: false, update: 1 },
      ],
    };
    const { locate, ...overlay } = parse(value);
    expect(locate("/info")).toEqual({ file: "overlay.yaml", line: 7, pointer: "/info" });
    expect(overlay).toEqual({
      version: "1.1",
      title: "Repairs",
      extends: "./openapi.yaml#/x%20y",
      actions: [
        { target: "$.a", description: "Because", change: { kind: "update", value: null }, allowUnmatched: false },
        { target: "$.b", change: { kind: "copy", source: "$.a" }, allowUnmatched: true },
        { target: "$.c", change: { kind: "remove" }, allowUnmatched: false },
        { target: "$.d", change: { kind: "none" }, allowUnmatched: false },
        { target: "$.e", change: { kind: "update", value: 1 }, allowUnmatched: false },
      ],
    });
  });
});

describe("parseOverlay: what it refuses", () => {
  const invalid = "overlay/invalid";
  const unknown = "overlay/unknown-key";
  const version = "overlay/version";
  const { title } = info;
  it.each<[string, Json, string, string, string]>([
    ["a list", [], invalid, "", "expected an object, found an array"],
    ["no version", { info, actions }, invalid, "", "the field 'overlay'"],
    ["a number as version", { ...valid, overlay: 1.1 }, version, "/overlay", "as text, found a number"],
    ["a version to come", { ...valid, overlay: "1.2.0" }, version, "/overlay", "found '1.2.0'"],
    ["a version without patch", { ...valid, overlay: "1.1" }, version, "/overlay", "found '1.1'"],
    ["an unknown field", { ...valid, action: [] }, unknown, "/action", "found 'action'"],
    ["a field in the wrong case", { ...valid, Extends: "x" }, unknown, "/Extends", "found 'Extends'"],
    ["no info", { overlay: "1.1.0", actions }, invalid, "", "the field 'info'"],
    ["info as text", { ...valid, info: "x" }, invalid, "/info", "an object, found a string"],
    ["no title", { ...valid, info: { version: "1" } }, invalid, "/info", "the field 'title'"],
    ["a number as title", { ...valid, info: { ...info, title: 1 } }, invalid, "/info/title", "text, found a number"],
    ["no info version", { ...valid, info: { title } }, invalid, "/info", "the field 'version'"],
    ["a null info version", { ...valid, info: { title, version: null } }, invalid, "/info/version", "text, found null"],
    [
      "a list as info description",
      { ...valid, info: { ...info, description: [] } },
      invalid,
      "/info/description",
      "text",
    ],
    ["an unknown info field", { ...valid, info: { ...info, licence: "MIT" } }, unknown, "/info/licence", "'licence'"],
    ["extends that is no text", { ...valid, extends: true }, invalid, "/extends", "text, found a boolean"],
    ["extends with a space", { ...valid, extends: "a file.yaml" }, invalid, "/extends", "a URI reference"],
    ["extends with a broken escape", { ...valid, extends: "a%2.yaml" }, invalid, "/extends", "a URI reference"],
    ["no actions", { overlay: "1.1.0", info }, invalid, "", "the field 'actions'"],
    ["an object as actions", { ...valid, actions: {} }, invalid, "/actions", "an array, found an object"],
    ["zero actions", { ...valid, actions: [] }, invalid, "/actions", "at least one action"],
  ])("%s", (_, value, code, pointer, message) => {
    expect(failureOf(() => parse(value))).toMatchObject(refusal(code, pointer, message));
  });

  it.each<[string, Json, string, string, string]>([
    ["text as action", "$", invalid, "", "an object, found a string"],
    ["no target", { update: 1 }, invalid, "", "the field 'target'"],
    ["a number as target", { target: 1, update: 1 }, invalid, "/target", "text, found a number"],
    ["a target that is no query", { target: "paths", update: 1 }, "overlay/query", "/target", "found 'paths'"],
    ["a target beyond RFC 9535", { target: "$[?(@.a =~ /x/)]", update: 1 }, "overlay/query", "/target", "RFC 9535"],
    ["an object as description", { target: "$", update: {}, description: {} }, invalid, "/description", "text"],
    ["text as remove", { target: "$.a", remove: "true" }, invalid, "/remove", "true or false, found a string"],
    ["an object as copy", { target: "$.a", copy: {} }, invalid, "/copy", "text, found an object"],
    ["a copy that is no query", { target: "$.a", copy: "$[" }, "overlay/query", "/copy", "found '$['"],
    ["update with copy", { target: "$.a", copy: "$", update: null }, "overlay/update-with-copy", "/copy", "found both"],
    ["no modifier", { target: "$.a", description: "d" }, invalid, "", "update, remove or copy"],
    ["an unknown field", { target: "$.a", updat: 1 }, unknown, "/updat", "found 'updat'"],
    [
      "text as flag",
      { target: "$", update: 1, "x-allow-unmatched": "y" },
      invalid,
      "/x-allow-unmatched",
      "true or false",
    ],
  ])("in an action: %s", (_, action, code, pointer, message) => {
    const error = failureOf(() => parse({ ...valid, actions: [...actions, action] }));
    expect(error).toMatchObject(refusal(code, `/actions/1${pointer}`, message));
  });

  const old = { ...valid, overlay: "1.0.0" };
  const copy = { target: "$.a", copy: "$.b" };
  it.each<[string, Json, string, string, string]>([
    [
      "info.description",
      { ...old, info: { ...info, description: "d" } },
      unknown,
      "/info/description",
      "'description'",
    ],
    ["copy", { ...old, actions: [copy] }, version, "/actions/0/copy", "not part of Overlay 1.0"],
  ])("in version 1.0, what 1.1 added: %s", (_, value, code, pointer, message) => {
    expect(failureOf(() => parse(value))).toMatchObject(refusal(code, pointer, message));
  });

  it("proposes the field that was meant", () => {
    expect(failureOf(() => parse({ ...valid, extend: "x" })).hint).toBe("Write 'extends' instead.");
    expect(failureOf(() => parse({ ...valid, licence: "MIT" })).hint).toBe("Remove it, or begin its name with x-.");
  });
});

function refusal(code: string, pointer: string, message: string): object {
  const location = { file: "overlay.yaml", line: 7, pointer };
  return { code, location, message: expect.stringContaining(message), hint: expect.stringMatching(/\w/) };
}
