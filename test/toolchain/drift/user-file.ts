import ts from "typescript";

/** The file of a user who sends everything that an API takes, and reads everything that it answers. */
export function userFile(program: ts.Program, schema: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(schema);
  const module = source && checker.getSymbolAtLocation(source);
  const operations = module && checker.getExportsOfModule(module).find(({ name }) => name === "operations");
  if (operations === undefined) throw new Error(`${schema} exports no operations`);
  const writer = new UserFile(checker);
  for (const operation of checker.getDeclaredTypeOfSymbol(operations).getProperties())
    writer.useOperation(operation.name, checker.getTypeOfSymbol(operation));
  return writer.text();
}

/** How deep a value is sent and read. */
const MAX_DEPTH = 6;

class UserFile {
  readonly #checker: ts.TypeChecker;
  readonly #lines = [
    `import type { components, operations } from "./schema.js";`,
    "export type Components = components;",
  ];
  #count = 0;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  useOperation(name: string, type: ts.Type): void {
    const at = `operations[${JSON.stringify(name)}]`;
    const { parameters, requestBody, responses } = this.#members(type);
    if (parameters) this.#send(`${at}["parameters"]`, parameters);
    if (requestBody) {
      const { content } = this.#members(this.#checker.getNonNullableType(requestBody));
      for (const [media, body] of content ? this.#entries(content) : [])
        this.#send(`NonNullable<${at}["requestBody"]>["content"][${JSON.stringify(media)}]`, body);
    }
    for (const [status, response] of responses ? this.#entries(responses) : []) {
      const { content } = this.#members(response);
      for (const [media, body] of content ? this.#entries(content) : []) {
        const key = /^\d+$/u.test(status) ? status : JSON.stringify(status);
        this.#receive(`${at}["responses"][${key}]["content"][${JSON.stringify(media)}]`, body);
      }
    }
  }

  #members(type: ts.Type): Partial<Record<string, ts.Type>> {
    return Object.fromEntries(this.#entries(type));
  }

  #entries(type: ts.Type): [string, ts.Type][] {
    return this.#checker
      .getPropertiesOfType(type)
      .map((property): [string, ts.Type] => [property.name, this.#checker.getTypeOfSymbol(property)])
      .filter(([, of]) => (this.#checker.getNonNullableType(of).flags & ts.TypeFlags.Never) === 0);
  }

  #send(name: string, type: ts.Type): void {
    for (const value of this.#values(type, 0))
      this.#lines.push(`export const sent${this.#count++}: ${name} = ${value};`);
  }

  /** Values of a type: each literal and each branch once, and objects with all and with as few members as they may. */
  #values(type: ts.Type, depth: number): string[] {
    const { flags } = type;
    if (type.isUnion()) return type.types.flatMap((branch) => this.#values(branch, depth));
    if (type.isStringLiteral() || type.isNumberLiteral()) return [JSON.stringify(type.value)];
    if (flags & ts.TypeFlags.BooleanLiteral) return [this.#checker.typeToString(type)];
    if (flags & ts.TypeFlags.Null) return ["null"];
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return [];
    if (flags & ts.TypeFlags.String) return [`String("text")`];
    if (flags & ts.TypeFlags.Number) return ["Number(1)"];
    if (flags & ts.TypeFlags.Unknown) return ["{}", `"text"`, "1", "true", "[]"];
    const text = this.#checker.typeToString(type);
    if (/^(?:Blob|Date)$/u.test(text)) return [text === "Date" ? "new Date()" : "new Blob()"];
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
      return [`String("other")`];
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.Number)) return ["Number(7)"];
    if (depth > MAX_DEPTH) return [];
    if (this.#checker.isTupleType(type)) return [this.#tuple(type, depth)];
    if (this.#checker.isArrayType(type)) return ["[]", ...this.#items(type, depth)];
    return this.#objects(type, depth);
  }

  #items(type: ts.Type, depth: number): string[] {
    const [item] = this.#checker.getTypeArguments(reference(type));
    const values = item === undefined ? [] : this.#values(item, depth + 1);
    return [...values.map((value) => `[${value}]`), ...(values.length > 1 ? [`[${values.join(", ")}]`] : [])];
  }

  #tuple(type: ts.Type, depth: number): string {
    const items = this.#checker.getTypeArguments(reference(type)).map((item) => this.#values(item, depth + 1)[0]);
    return `[${items.filter((item) => item !== undefined).join(", ")}]`;
  }

  #objects(type: ts.Type, depth: number): string[] {
    const members = this.#checker.getPropertiesOfType(type).map((property) => ({
      name: property.name,
      isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0,
      values: this.#values(this.#checker.getTypeOfSymbol(property), depth + 1),
    }));
    // A required member can be too deep to be written. The object then has no valid value.
    if (members.some(({ isOptional, values }) => !isOptional && values.length === 0)) return [];
    const others = this.#othersOf(type);
    const extra =
      others === undefined ? [] : this.#values(others, depth + 1).map((value, index) => `extra${index}: ${value}`);
    const print = (chosen: typeof members, varied?: string, index = 0): string => {
      const parts = chosen.flatMap(({ name, values }) => {
        const value = values[name === varied ? index : 0];
        return value === undefined ? [] : [`${JSON.stringify(name)}: ${value}`];
      });
      return `{ ${[...parts, ...extra].join(", ")} }`;
    };
    const few = print(members.filter(({ isOptional }) => !isOptional));
    const varied = members.flatMap(({ name, values }) => values.map((_, index) => print(members, name, index)));
    return [...new Set([few, print(members), ...varied])].slice(0, 60);
  }

  #receive(name: string, type: ts.Type): void {
    const answer = `answer${this.#count++}`;
    this.#lines.push(`export function read${answer}(${answer}: ${name}): void {`, ...this.#read(answer, type, 0), "}");
  }

  /** Statements that tell every kind of value apart, read every member, and leave nothing over. */
  #read(expression: string, type: ts.Type, depth: number): string[] {
    const branches = type.isUnion() ? type.types : [type];
    if (depth > MAX_DEPTH || branches.some(({ flags }) => flags & ts.TypeFlags.Unknown)) return [];
    const value = `value${this.#count++}`;
    const objects = branches.filter(
      (branch) =>
        branch.flags & ts.TypeFlags.Object ||
        (branch.isIntersection() && !kinds.some(([flag]) => isOfKind(branch, flag))),
    );
    const checks = [
      ...branches.flatMap((branch) => literalOf(branch) ?? []).map((literal) => [`${value} === ${literal}`, ""]),
      ...kinds
        .filter(([flag]) => branches.some((branch) => isOfKind(branch, flag)))
        .map(([, kind, use]) => [`typeof ${value} === "${kind}"`, `${value}.${use}();`]),
      ...(branches.some(({ flags }) => flags & ts.TypeFlags.Null) ? [[`${value} === null`, ""]] : []),
      ...(branches.some(({ flags }) => flags & ts.TypeFlags.Undefined) ? [[`${value} === undefined`, ""]] : []),
    ];
    const rest =
      objects.length === 0 ? [`const none: never = ${value}; void none;`] : this.#readObjects(value, objects, depth);
    return [
      `const ${value} = ${expression};`,
      ...checks.map(([condition, use]) => `if (${condition}) { ${use} } else`),
      "{",
      ...rest,
      "}",
    ];
  }

  #readObjects(value: string, objects: readonly ts.Type[], depth: number): string[] {
    const [only, ...others] = objects;
    if (only !== undefined && others.length === 0) return this.#readObject(value, only, depth);
    const tags = objects.map((object) => this.#entries(object).find(([, of]) => of.isStringLiteral()));
    const isTagged = tags.every((tag) => tag !== undefined);
    const whole = objects.map((object) =>
      this.#checker.typeToString(object, undefined, ts.TypeFormatFlags.NoTruncation),
    );
    return isTagged
      ? objects
          .flatMap((object, index) => {
            const [name, literal] = tags[index] ?? ["", undefined];
            const is = `${value}.${name} === ${literal && literalOf(literal)}`;
            return [`if (${is}) {`, ...this.#readObject(value, object, depth), "} else"];
          })
          .concat(`{ const none: never = ${value}; void none; }`)
      : [`const whole: ${whole.map((text) => `(${text})`).join(" | ")} = ${value}; void whole;`];
  }

  #readObject(value: string, type: ts.Type, depth: number): string[] {
    if (this.#checker.isTupleType(type)) return [];
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(reference(type));
      return item === undefined ? [] : [`for (const item of ${value}) {`, ...this.#read("item", item, depth + 1), "}"];
    }
    const others = this.#othersOf(type);
    const entries = this.#checker
      .getPropertiesOfType(type)
      .map((property): [string, ts.Type] => [
        `${value}[${JSON.stringify(property.name)}]`,
        this.#checker.getTypeOfSymbol(property),
      ]);
    return [
      ...entries.flatMap(([at, of]) => [`void ${at};`, ...this.#read(at, of, depth + 1)]),
      ...(others === undefined
        ? []
        : [`for (const other of Object.values(${value})) {`, ...this.#read("other", others, depth + 1), "}"]),
    ];
  }

  /** The type of undeclared members; nobody relies on those of which nothing is known. */
  #othersOf(type: ts.Type): ts.Type | undefined {
    const others = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return others === undefined || others.flags & ts.TypeFlags.Unknown ? undefined : others;
  }
}

const kinds = [
  [ts.TypeFlags.String, "string", "trim"],
  [ts.TypeFlags.Number, "number", "toFixed"],
  [ts.TypeFlags.BooleanLike, "boolean", "valueOf"],
] as const;

/** Whether a type is a whole kind of value, or what an open enum has beside its values: `string & {}`. */
function isOfKind(type: ts.Type, flag: ts.TypeFlags): boolean {
  return (type.flags & flag) !== 0 || (type.isIntersection() && type.types.some((part) => part.flags & flag));
}

function literalOf(type: ts.Type): string | undefined {
  return type.isStringLiteral() || type.isNumberLiteral() ? JSON.stringify(type.value) : undefined;
}

function reference(type: ts.Type): ts.TypeReference {
  if (isReference(type)) return type;
  throw new TypeError("Expected a type with arguments");
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "target" in type;
}
