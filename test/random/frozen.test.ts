import fc from "fast-check";
import { expect, test } from "vitest";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import { readDocument } from "../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import { emit } from "../../packages/toolchain/src/emit/emit.js";
import { printable, printTypesHere } from "../../packages/toolchain/src/emit/print-types.js";
import { inputOf } from "./client.js";
import { documentOf } from "./document.js";
import { cases } from "./operations.js";

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
}

/** Frozen objects throw where they are written to. */
test("no stage changes the document that it is given", async () => {
  const property = fc.asyncProperty(cases, async (given) => {
    const input = inputOf(documentOf(given, "https://random.test"));
    const source = readSource(input.source);
    const { document } = readDocument(source, input.documents);
    freeze(document.value);
    const { contract } = readContract(document, source);
    freeze(contract);
    const types = printTypesHere(printable(document.value));
    return (
      (await emit(contract, { banner: ["", ""], version: "1.0.0", custom: [], readme: undefined }, types)).files.size >
      0
    );
  });
  await expect(fc.assert(property, { numRuns: 10 })).resolves.toBeUndefined();
});
