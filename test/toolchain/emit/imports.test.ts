import { expect, test } from "vitest";
import { Imports } from "../../../packages/toolchain/src/emit/imports.js";

test("imports are sorted, types marked, packages first, nothing twice", () => {
  const imports = new Imports();
  imports.type("./schema.js", "operations");
  imports.value("./operations/b.js", "operation", "bOperation");
  imports.type("@specloom/runtime", "Call");
  imports.type("@specloom/runtime", "Call");
  imports.value("@specloom/runtime", "paginate");
  expect(imports.print()[0]?.text).toBe(
    [
      'import { type Call, paginate } from "@specloom/runtime";',
      'import { operation as bOperation } from "./operations/b.js";',
      'import type { operations } from "./schema.js";',
    ].join("\n"),
  );
});

test("a class first named as a type and then used is imported as a value", () => {
  const imports = new Imports();
  imports.type("@specloom/runtime", "Client");
  expect(imports.value("@specloom/runtime", "Client")).toBe("Client");
  expect(imports.print()[0]?.text).toBe('import { Client } from "@specloom/runtime";');
});
