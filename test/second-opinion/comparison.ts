/** What was compared, and what both say of it. */
export interface Compared {
  /** The file of pairs and what the pair is called. */
  readonly name: string;
  readonly ours: Opinion;
  readonly theirs: Opinion;
}

/** Whether a change breaks those who call the API, and by which rules. */
export interface Opinion {
  readonly isBreaking: boolean;
  /** In alphabetical order: where it breaks, the rules that say so, else those of every finding. */
  readonly rules: readonly string[];
}

/** The disagreements, alike ones together, and how many there are of all. */
export function renderComparison(compared: readonly Compared[]): string {
  const apart = compared.filter(({ ours, theirs }) => ours.isBreaking !== theirs.isBreaking);
  const groups = new Map<string, string[]>();
  for (const { name, ours, theirs } of apart) {
    const head = `drift: ${opinionText(ours)} | Redocly: ${opinionText(theirs)}`;
    groups.set(head, [...(groups.get(head) ?? []), name]);
  }
  const blocks = [...groups].map(([head, names]) => [head, ...names.map((name) => `  ${name}`), ""].join("\n"));
  const agreed = compared.length - apart.length;
  return [...blocks, `${compared.length} pairs, ${agreed} agree, ${apart.length} disagree`, ""].join("\n");
}

function opinionText({ isBreaking, rules }: Opinion): string {
  return `${isBreaking ? "breaking" : "not breaking"} (${rules.join(", ") || "nothing found"})`;
}
