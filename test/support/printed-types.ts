import { join, resolve } from "node:path";
import type { ProviderInput } from "specloom";
import ts from "typescript";
import { printable, type SchemaModule } from "../../packages/toolchain/src/emit/print-types.js";
import { schemaModule } from "../../packages/toolchain/src/emit/schema.js";
import { shapesOf } from "../../packages/toolchain/src/emit/shapes.js";
import { inspectRepaired, repair } from "../../packages/toolchain/src/inspect.js";
import { typeCheck } from "./type-check.js";

/** Modules are looked up from here; nothing is written. */
const folder = resolve(import.meta.dirname, "../.printed-types");

/** Types that hold where two are the same, or can be assigned to one another. */
const HEAD = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<A, B>(...none: Same<A, B> extends true ? [] : [never]): void;
declare function alike<A, B>(...both: [(one: A) => B, (other: B) => A]): void;
`;

/** What was compared, and what of it does not hold. */
export interface Comparison {
  readonly schemas: number;
  readonly shapes: number;
  readonly problems: readonly string[];
}

/**
 * Compares the types of a document with themselves in other forms: each short type of a signature with what
 * `operations` says in its place; each model, \`components\`, \`operations\` and \`paths\` with what stands where the
 * schemas are inside \`components\`, as openapi-typescript has them.
 */
export function comparePrinted(input: ProviderInput): Comparison {
  const repaired = repair(input);
  const inspection = inspectRepaired(repaired, input);
  const module = schemaModule(printable(repaired.document.value));
  const { types, itemAt } = shapesOf(inspection);
  const lists = inspection.contract.operations.flatMap(({ id, pagination, responses }) =>
    responses.flatMap(({ status, mediaTypes }) =>
      mediaTypes.flatMap((mediaType): [string, string][] => {
        const answer = `operations[${JSON.stringify(id)}]["responses"][${/^\d+$/u.test(status) ? status : JSON.stringify(status)}]["content"][${JSON.stringify(mediaType)}]`;
        const items =
          pagination === undefined || !pagination.response.items.startsWith("/") ? "" : pagination.response.items;
        const item = pagination === undefined ? undefined : itemAt(answer, items);
        const path = items
          .split("/")
          .slice(1)
          .map((name) => `[${JSON.stringify(name)}]`)
          .join("");
        return item === undefined ? [] : [[`NonNullable<${answer}${path}>[number]`, item]];
      }),
    ),
  );
  const shapes = [...types, ...lists];
  const schemas = [...module.names];
  const code = [
    ...shapes.map(([key, type]) => `same<${key}, ${type}>();`),
    ...schemas.map(([schema, name]) => {
      const old = `inside.components["schemas"][${JSON.stringify(schema)}]`;
      return `alike<${old}, models.${name}>((one) => one, (other) => other);`;
    }),
    ...["components", "operations", "paths"].map(
      (name) => `alike<inside.${name}, schema.${name}>((one) => one, (other) => other);`,
    ),
  ];
  const head = [
    ...(schemas.length === 0 ? [] : ['import type * as models from "./models.js";']),
    'import type * as inside from "./inside.js";',
    'import type * as schema from "./schema.js";',
    "type operations = schema.operations;",
    HEAD,
  ].join("\n");
  const texts = new Map([
    [join(folder, "schema.ts"), module.text],
    [join(folder, "models.ts"), module.models ?? "export {};\n"],
    [join(folder, "inside.ts"), schemasInside(module)],
    [join(folder, "program.ts"), `${head}\n${code.join("\n")}\n`],
  ]);
  const lines = (texts.get(join(folder, "program.ts")) ?? "").split("\n");
  // Only an alias is resolved late enough for a schema that is a list or a choice of itself.
  const isCircle = (message: string): boolean => message.includes("indirectly in its own type annotation");
  const problems = [...typeCheck([], texts)].flatMap(([file, messages]) =>
    messages
      .filter((message) => !(file.endsWith("inside.ts") && isCircle(message)))
      .map((message) => {
        const line = Number(message.split(":", 1).join(""));
        return `${file.slice(folder.length + 1)}:${message.slice(0, 300)} ${file.endsWith("program.ts") ? lines[line - 1] : ""}`;
      }),
  );
  return { schemas: schemas.length, shapes: shapes.length, problems };
}

/** The printed types with each schema where openapi-typescript has it. */
function schemasInside({ text, models = "", names }: SchemaModule): string {
  const schemaOf = new Map([...names].map(([schema, name]) => [name, schema]));
  const referred = (name: string): string => `components["schemas"][${JSON.stringify(schemaOf.get(name))}]`;
  const source = ts.createSourceFile("models.ts", models, ts.ScriptTarget.ESNext, true);
  const own = source.statements.filter(ts.isTypeAliasDeclaration);
  const bodies = new Map(own.map((node) => [node.name.text, withReferences(node.type, source, schemaOf, referred)]));
  const helpers = source.statements.filter((node) => !ts.isTypeAliasDeclaration(node) || !schemaOf.has(node.name.text));
  const declared = new Set([...text.matchAll(/^(?:export )?type (\w+)/gmu)].map(([, name]) => name));
  const added = helpers.filter((node) => !ts.isTypeAliasDeclaration(node) || !declared.has(node.name.text));
  const outer = ts.createSourceFile("schema.ts", text, ts.ScriptTarget.ESNext, true);
  const edits: [start: number, end: number, text: string][] = [];
  const visit = (node: ts.Node, isSchema: boolean): void => {
    if (
      ts.isTypeReferenceNode(node) &&
      ts.isQualifiedName(node.typeName) &&
      node.typeName.left.getText(outer) === "models"
    ) {
      const name = node.typeName.right.text;
      edits.push([node.getStart(outer), node.end, isSchema ? (bodies.get(name) ?? "never") : referred(name)]);
      return;
    }
    const isSchemas =
      ts.isPropertySignature(node) &&
      node.name.getText(outer) === "schemas" &&
      ts.isInterfaceDeclaration(node.parent) &&
      node.parent.name.text === "components";
    ts.forEachChild(node, (child) => visit(child, isSchema || isSchemas));
  };
  visit(outer, false);
  const whole = edited(text, edits).replace(/^import type \* as models.*\n/u, "");
  return `${whole}\n${added.map((node) => node.getText(source)).join("\n")}\n`;
}

/** A type whose references to models are those to schemas. */
function withReferences(
  type: ts.TypeNode,
  source: ts.SourceFile,
  schemaOf: ReadonlyMap<string, string>,
  referred: (name: string) => string,
): string {
  const edits: [start: number, end: number, text: string][] = [];
  const from = type.getStart(source);
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && schemaOf.has(node.typeName.text))
      edits.push([node.getStart(source) - from, node.end - from, referred(node.typeName.text)]);
    else ts.forEachChild(node, visit);
  };
  visit(type);
  return edited(type.getText(source), edits);
}

function edited(text: string, edits: readonly (readonly [start: number, end: number, text: string])[]): string {
  const sorted = edits.toSorted(([one], [other]) => one - other);
  const parts = sorted.map(([start, , put], index) => text.slice(sorted[index - 1]?.[1] ?? 0, start) + put);
  return parts.join("") + text.slice(sorted.at(-1)?.[1] ?? 0);
}
