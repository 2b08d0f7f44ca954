import { describe, expect, it } from "vitest";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";
import { failureOf } from "./support.js";

const yaml = `overlay: 1.1.0
info:
  title: Repairs
  version: 1.0
actions:
  - target: $.info
    update: { title: New }
`;

describe("readOverlay", () => {
  it("reads YAML, where a version needs no quotes", () => {
    const overlay = readOverlay({ path: "specs/x/overlay.yaml", text: yaml });
    expect(overlay.version).toBe("1.1");
    expect(overlay.actions).toHaveLength(1);
    expect(overlay.locate("/actions/0/update/title")).toMatchObject({ file: "specs/x/overlay.yaml", line: 7 });
  });

  it("reads JSON", () => {
    const actions = [{ target: "$.info", remove: true }];
    const text = JSON.stringify({ overlay: "1.0.0", info: { title: "Repairs", version: "1" }, actions });
    expect(readOverlay({ path: "overlay.json", text }).version).toBe("1.0");
  });

  it.each([
    ["an unknown key", yaml.replace("update:", "upsert:"), "overlay/unknown-key", 7],
    ["a target that is no query", yaml.replace("$.info", "info"), "overlay/query", 6],
    ["a key given twice", yaml.replace("update:", "target: $.x\n    update:"), "document/duplicate-key", 7],
    ["a version to come", yaml.replace("1.1.0", "2.0.0"), "overlay/version", 1],
    ["an empty file", "", "overlay/invalid", 1],
  ])("points to %s", (_, text, code, line) => {
    const error = failureOf(() => readOverlay({ path: "overlay.yaml", text }));
    expect(error).toMatchObject({ code, location: { file: "overlay.yaml", line } });
  });
});
