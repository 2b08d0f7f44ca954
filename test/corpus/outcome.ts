/** What became of one document. */
export interface Outcome {
  readonly path: string;
  readonly isValid: boolean;
  readonly result: Result;
}

export type Result =
  | {
      readonly kind: "generated";
      readonly folder: string;
      readonly fallbacks: number;
      /** What was told of the document, each with its place. */
      readonly defects: readonly string[];
      readonly operations: number;
    }
  /** The toolchain said what is wrong with it, and where. */
  | { readonly kind: "refused"; readonly code: string; readonly place: string; readonly message: string }
  /** The toolchain itself broke down. */
  | { readonly kind: "failed"; readonly message: string };

/** What compilers found in generated files, by the folder of a document; each as `file:line: message`. */
export type Diagnostics = ReadonlyMap<string, readonly string[]>;

/** The first of these says what is to be mended; where there is none, everything is as it should be. */
export function faultsOf({ path, isValid, result }: Outcome, diagnostics: Diagnostics): string[] {
  if (result.kind === "failed") return [`failed ${path}: ${result.message}`];
  if (result.kind === "refused")
    return isValid ? [`refused though valid ${result.place}: ${result.message} [${result.code}]`] : [];
  if (!isValid && result.defects.length === 0) return [`generated though invalid, and nothing told ${path}`];
  const found = diagnostics.get(result.folder) ?? [];
  const [first] = found;
  return first === undefined
    ? []
    : [`does not compile ${path}: ${first}${found.length > 1 ? ` (and ${found.length - 1} more)` : ""}`];
}

/** One line a refusal or fault, then what names fell back, then the sum. */
export function reportOf(
  outcomes: readonly Outcome[],
  diagnostics: Diagnostics,
): { readonly text: string; readonly isGood: boolean } {
  const faults = outcomes.flatMap((outcome) => faultsOf(outcome, diagnostics));
  const results = outcomes.map(({ result }) => result);
  const generated = results.filter((result) => result.kind === "generated");
  const refused = results.filter((result) => result.kind === "refused");
  const expected = outcomes
    .filter(({ isValid }) => !isValid)
    .flatMap(({ result }) => {
      if (result.kind === "refused") return [`refused ${result.place}: ${result.message} [${result.code}]`];
      return result.kind === "generated" ? result.defects.map((told) => `told ${told}`) : [];
    });
  const compiled = generated.filter(({ folder }) => !diagnostics.has(folder)).length;
  const fallbacks = generated.reduce((sum, result) => sum + result.fallbacks, 0);
  const operations = generated.reduce((sum, result) => sum + result.operations, 0);
  const lines = [
    ...expected,
    ...faults,
    `${operations} operations, of which ${fallbacks} fell back to a longer name`,
    `${outcomes.length} documents, ${generated.length} generated, ${compiled} type-checked, ${refused.length} refused`,
  ];
  return { text: `${lines.join("\n")}\n`, isGood: faults.length === 0 };
}
