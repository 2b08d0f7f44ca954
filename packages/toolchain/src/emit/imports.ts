import { compareText } from "../json.js";
import { bracedList, Formatted } from "./layout.js";

interface Import {
  readonly name: string;
  readonly local: string;
  value: boolean;
}

/**
 * Collects what one generated module names from elsewhere, so that every import is used and none is missing. No two
 * names of a module are one: an import whose name the module has already gets another.
 */
export class Imports {
  readonly #taken: Set<string>;
  readonly #modules = new Map<string, Map<string, Import>>();
  readonly #spaces = new Map<string, { readonly module: string; isType: boolean }>();

  /** @param declared Names that the module declares by itself. */
  constructor(declared: Iterable<string> = []) {
    this.#taken = new Set(declared);
  }

  /** The local name of a type. */
  type(module: string, name: string, alias?: string): string {
    return this.#add(module, name, alias, false);
  }

  /** The local name of a value, or of a class used as one. */
  value(module: string, name: string, alias?: string): string {
    return this.#add(module, name, alias, true);
  }

  /** The local name of all that a module exports: `import * as name`. */
  all(module: string, name: string, isType = false): string {
    const known = [...this.#spaces].find(([, space]) => space.module === module);
    const local = known?.[0] ?? this.#free(name);
    this.#spaces.set(local, { module, isType: isType && known?.[1].isType !== false });
    return local;
  }

  /** Whether the module has this name, by itself or by an import. */
  has(local: string): boolean {
    return this.#taken.has(local);
  }

  /** Whether a local name is that of an import of this module. */
  isFrom(module: string, local: string): boolean {
    return this.#modules.get(module)?.get(local)?.local === local;
  }

  /** Import declarations: packages first, then relative modules; sorted. Nothing where nothing is imported. */
  print(): Formatted[] {
    const named = [...this.#modules].map(([module, names]): [string, string] => {
      const entries = [...names.values()].toSorted((a, b) => compareText(a.name, b.name));
      const typesOnly = entries.every((entry) => !entry.value);
      const list = entries.map(({ name, local, value }) => {
        const binding = local === name ? name : `${name} as ${local}`;
        return typesOnly || value ? binding : `type ${binding}`;
      });
      return [module, bracedList(`import${typesOnly ? " type" : ""}`, list, `from "${module}";`).text];
    });
    const spaces = [...this.#spaces].map(([local, { module, isType }]): [string, string] => [
      module,
      `import ${isType ? "type " : ""}* as ${local} from "${module}";`,
    ]);
    const declarations = [...named, ...spaces].toSorted(
      ([a, one], [b, other]) =>
        Number(a.startsWith(".")) - Number(b.startsWith(".")) || compareText(a, b) || compareText(one, other),
    );
    return declarations.length === 0 ? [] : [new Formatted(declarations.map(([, text]) => text).join("\n"))];
  }

  #add(module: string, name: string, alias: string | undefined, value: boolean): string {
    const names = this.#modules.get(module) ?? new Map<string, Import>();
    this.#modules.set(module, names);
    const entry = names.get(name) ?? { name, local: this.#free(alias ?? name, module), value };
    entry.value ||= value;
    names.set(name, entry);
    return entry.local;
  }

  /** The name, or another where the module has it already; it is the module's from here on. */
  #free(name: string, module = "."): string {
    const ofPackage = `runtime${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    let local = this.#taken.has(name) && !module.startsWith(".") ? ofPackage : name;
    // No parameter has a `$` in its name.
    while (this.#taken.has(local)) local += "$";
    this.#taken.add(local);
    return local;
  }
}
