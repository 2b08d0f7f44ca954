import { describe, expect, it } from "vitest";
import { readContract } from "../../../../packages/toolchain/src/contract/read-contract.js";
import { documentWith, identity } from "../support.js";
import { documentOfSection, readTable } from "./table.js";

const sections = readTable();

describe("the table of names", () => {
  it("has 400 operations, in the styles of the field", () => {
    expect(sections.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(400);
  });

  describe.each(sections)("$style: $title", (section) => {
    const { contract, notes } = readContract(documentWith(documentOfSection(section)), identity);
    const names = new Map(contract.operations.map(({ method, path, name }) => [`${method} ${path}`, name]));

    it.each(section.rows)("$operationId ($method $path) is $name", ({ method, path, name }) => {
      expect(names.get(`${method} ${path}`)).toBe(name);
    });

    it("needs no longer names", () => {
      expect(notes.filter(({ kind }) => kind === "fallback")).toEqual([]);
    });
  });
});
