import { generate } from "specloom";
import { driftProvider } from "../../packages/toolchain/src/drift.js";
import { explain } from "../../packages/toolchain/src/explain/explain.js";
import { inspect } from "../../packages/toolchain/src/inspect.js";
import { lint } from "../../packages/toolchain/src/lint/lint.js";
import type { Answer, Command } from "./outcome.js";

const places = (told: readonly { readonly places: Answer["places"] }[]): Answer["places"] =>
  told.flatMap((note) => (note.places.length === 0 ? [undefined] : note.places));

const drift = (...[before, after]: Parameters<Command>): Answer => {
  const options = { today: "2026-01-01", accepted: undefined, version: "1.0.0" };
  driftProvider({ ...before, label: "before" }, { ...after, label: "after" }, options);
  return { places: [] };
};

/** What is done with documents, each without a file or a network. */
export const commands = {
  generate: async (input) => {
    const { files, notes } = await generate(input);
    return { places: places(notes), code: new Map([...files].filter(([path]) => path.endsWith(".ts"))) };
  },
  lint: (input) => ({ places: lint(input).map(({ location }) => location) }),
  explain: (input) => {
    const inspection = inspect(input);
    return {
      places: inspection.contract.operations.flatMap((operation) => explain(inspection, operation).location),
    };
  },
  drift: (input, valid) => drift(valid, input),
  "drift from it": drift,
} satisfies Record<string, Command>;
