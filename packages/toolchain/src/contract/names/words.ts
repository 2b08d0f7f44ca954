/** The words of a name in any casing, lower-cased: `getJobStatus`, `get_job_status` and `Get-JobStatus` are the same. */
export function splitWords(text: string): string[] {
  return text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/(?:[^\p{ID_Continue}]|\p{Pc})+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** The words as one identifier in camel case. */
export function camelCase(words: readonly string[]): string {
  const name = words.map((word, index) => (index === 0 ? word : capitalise(word))).join("");
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/** Near enough to compare an English noun with its plural: `jobs` and `job`, `statuses` and `status`, `policies` and `policy`. */
export function singular(word: string): string {
  if (/(ss|us|is|ics)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(ss|us|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

function capitalise(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}
