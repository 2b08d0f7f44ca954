import type { CodeForm, OutputTarget } from "./target.js";

/** The folder of generated code in a package. */
const SOURCES = "src/";

/**
 * The files of a package's `src`, as they are in a target's folder: named, and importing each other, in its form.
 *
 * @param files By path below a package's folder; those outside of `src` belong to a package alone and are left out.
 * @returns By path relative to the root.
 */
export async function place(
  files: ReadonlyMap<string, string>,
  { folder, form, isAlone }: OutputTarget,
): Promise<Map<string, string>> {
  const placed = new Map<string, string>();
  for (const [path, text] of files) {
    if (!path.startsWith(SOURCES)) continue;
    const name = `${folder}/${path.slice(SOURCES.length)}`;
    if (path.endsWith(".ts")) placed.set(name, withSpecifiers(text, form.specifier));
    else if (!isAlone) placed.set(name, text);
  }
  if (form.language === "TypeScript") return placed;
  const { javascript } = await import("./javascript.js");
  return javascript(placed, form);
}

function withSpecifiers(text: string, specifier: CodeForm["specifier"]): string {
  if (specifier === ".js") return text;
  const lines = text.split("\n");
  return lines.map((line) => (isImport(line) ? `${line.slice(0, -END.length)}${specifier}";` : line)).join("\n");
}

const END = '.js";';

/** Whether a line ends an import or export of a module beside this one. It begins at the margin, and no comment does. */
function isImport(line: string): boolean {
  return line.endsWith(END) && /^(?:import|export|\}) /u.test(line) && / from "\.[^"]/u.test(line);
}
