import { compareText } from "../json.js";
import { bracedList, Formatted } from "./layout.js";

interface Import {
  readonly name: string;
  readonly alias: string | undefined;
  value: boolean;
}

/** Collects what one generated module names from elsewhere, so that every import is used and none is missing. */
export class Imports {
  readonly #modules = new Map<string, Map<string, Import>>();

  /** The local name of a type. */
  type(module: string, name: string, alias?: string): string {
    return this.#add(module, name, alias, false);
  }

  /** The local name of a value, or of a class used as one. */
  value(module: string, name: string, alias?: string): string {
    return this.#add(module, name, alias, true);
  }

  /** Whether something is imported by this local name. */
  has(local: string): boolean {
    return [...this.#modules.values()].some((names) =>
      [...names.values()].some(({ name, alias }) => (alias ?? name) === local),
    );
  }

  /** Import declarations: packages first, then relative modules; sorted. Nothing where nothing is imported. */
  print(): Formatted[] {
    const declarations = [...this.#modules]
      .toSorted(([a], [b]) => Number(a.startsWith(".")) - Number(b.startsWith(".")) || compareText(a, b))
      .map(([module, names]) => {
        const entries = [...names.values()].toSorted((a, b) => compareText(a.name, b.name));
        const typesOnly = entries.every((entry) => !entry.value);
        const list = entries.map(({ name, alias, value }) => {
          const binding = alias === undefined || alias === name ? name : `${name} as ${alias}`;
          return typesOnly || value ? binding : `type ${binding}`;
        });
        return bracedList(`import${typesOnly ? " type" : ""}`, list, `from "${module}";`).text;
      });
    return declarations.length === 0 ? [] : [new Formatted(declarations.join("\n"))];
  }

  #add(module: string, name: string, alias: string | undefined, value: boolean): string {
    const names = this.#modules.get(module) ?? new Map<string, Import>();
    this.#modules.set(module, names);
    const entry = names.get(name) ?? { name, alias, value };
    entry.value ||= value;
    names.set(name, entry);
    return entry.alias ?? name;
  }
}
