import type { SchemaModule } from "./print-types.js";

/** How `schema.ts` imports the module beside it. */
const IMPORT = 'import type * as models from "./models.js";\n';

/** The types of a document in one file that imports nothing: its schemas are the namespace `models`. */
export function inOneFile({ text, models }: Pick<SchemaModule, "text" | "models">): string {
  if (models === undefined) return text;
  const inside = models.trimEnd().replaceAll(/^(?=.)/gmu, "    ");
  return text.replace(IMPORT, () => `export declare namespace models {\n${inside}\n}\n\n`);
}
