import { join } from "node:path";
import ts from "typescript";

/** A part of an operation whose types two printers give differently. */
export interface TypeDifference {
  /** `GET /pets`. */
  readonly operation: string;
  readonly part: "parameters" | "requestBody" | "responses";
  /** Where, as names of properties, and what stands there: `content.application/json.id: string, and here number`. */
  readonly place: string;
  readonly kind: string;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const PARTS = ["parameters", "requestBody", "responses"] as const;

/**
 * Compares what two modules say of each operation in `paths`, by assignability both ways.
 *
 * @param earlier The module that a program was written for.
 * @param later The module that takes its place.
 */
export function typeDifferences(
  earlier: string,
  later: string,
): { readonly operations: number; readonly differences: readonly TypeDifference[] } {
  const { checker, types } = pathsIn({ earlier, later });
  const [before, after] = [types.get("earlier"), types.get("later")];
  const differences: TypeDifference[] = [];
  let operations = 0;
  for (const path of before?.getProperties() ?? [])
    for (const method of METHODS) {
      const [old, now] = [before, after].map((all) => at(checker, at(checker, all, path.name), method));
      if (old === undefined || isAbsent(old)) continue;
      operations += 1;
      const operation = `${method.toUpperCase()} ${path.name}`;
      for (const part of PARTS) {
        const [first, second] = [old, now].map((all) => at(checker, all, part));
        if (first === undefined || second === undefined) {
          if (first !== second) differences.push({ operation, part, place: "", kind: "one has it" });
          continue;
        }
        // A program reads answers and writes what it sends.
        const found = [
          ...difference(checker, second, first).map((text) => `read ${text}`),
          ...difference(checker, first, second).map((text) => `written ${text}`),
        ];
        for (const text of found) {
          const [place = "", kind = ""] = text.split("\0");
          differences.push({ operation, part, place, kind });
        }
      }
    }
  return { operations, differences };
}

function isAbsent(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) !== 0;
}

/** The type of a property, without `undefined` where it is optional. */
function at(checker: ts.TypeChecker, type: ts.Type | undefined, name: string): ts.Type | undefined {
  const property = type?.getProperty(name);
  return property === undefined ? undefined : checker.getNonNullableType(checker.getTypeOfSymbol(property));
}

/** The innermost places at which a type is not assignable to another. */
function difference(checker: ts.TypeChecker, from: ts.Type, to: ts.Type, place = "", depth = 0): string[] {
  if (checker.isTypeAssignableTo(from, to)) return [];
  const leaf = (): string[] => [`${place}\0${checker.typeToString(from)} to ${checker.typeToString(to)}`];
  if (depth > 12) return leaf();
  if (from.isUnion() || to.isUnion()) {
    const [sources, targets] = [from, to].map((type) => (type.isUnion() ? type.types : [type]));
    const lost = (sources ?? []).filter((source) => !checker.isTypeAssignableTo(source, to));
    const [source] = lost;
    const target = targets?.find((type) => isLike(checker, source, type));
    if (source === undefined || target === undefined || lost.length === 0) return leaf();
    return difference(checker, source, target, place, depth + 1);
  }
  const [fromItems, toItems] = [from, to].map((type) =>
    checker.isArrayType(type) ? type.getNumberIndexType() : undefined,
  );
  if (fromItems !== undefined && toItems !== undefined)
    return difference(checker, fromItems, toItems, `${place}[]`, depth + 1);
  if (!isObject(from) || !isObject(to)) return leaf();
  const inner = to.getProperties().flatMap((property): string[] => {
    const own = from.getProperty(property.name);
    const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const below = `${place}.${property.name}`;
    if (own === undefined) return isOptional(property) ? [] : [`${below}\0missing`];
    const [a, b] = [own, property].map((symbol) => checker.getTypeOfSymbol(symbol));
    if (a === undefined || b === undefined || checker.isTypeAssignableTo(a, b))
      return isOptional(own) && !isOptional(property) ? [`${below}\0optional to required`] : [];
    if (isOptional(own) && !isOptional(property)) {
      const [c, d] = [a, b].map((type) => checker.getNonNullableType(type));
      if (c !== undefined && d !== undefined && checker.isTypeAssignableTo(c, d))
        return [`${below}\0optional to required`];
    }
    return difference(checker, a, b, below, depth + 1);
  });
  return inner.length > 0 ? inner : leaf();
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** Whether a type is the one of a union that another stands for. */
function isLike(checker: ts.TypeChecker, source: ts.Type | undefined, target: ts.Type): boolean {
  if (source === undefined || !isObject(source) || !isObject(target)) return false;
  if (checker.isArrayType(source) !== checker.isArrayType(target)) return false;
  const names = new Set(target.getProperties().map(({ name }) => name));
  const shared = source.getProperties().filter(({ name }) => names.has(name)).length;
  return shared * 2 >= Math.max(names.size, source.getProperties().length);
}

/** The types `paths` of modules, by their names. */
function pathsIn(texts: Readonly<Record<string, string>>): {
  readonly checker: ts.TypeChecker;
  readonly types: ReadonlyMap<string, ts.Type>;
} {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const files = new Map(Object.entries(texts).map(([name, text]) => [join("/virtual", `${name}.ts`), text]));
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile(file, version) {
      const text = files.get(file);
      return text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version);
    },
  });
  const checker = program.getTypeChecker();
  const types = new Map<string, ts.Type>();
  for (const [file] of files) {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    const paths = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === "paths");
    if (paths !== undefined) types.set(file.replace(/^.*\/|\.ts$/gu, ""), checker.getDeclaredTypeOfSymbol(paths));
  }
  return { checker, types };
}
