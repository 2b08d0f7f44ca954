import { createMemory } from "../../memory.js";

/**
 * The words of a name in any casing, in lower case: `getJobStatus`, `get_job_status` and `Get-JobStatus` are equal. An
 * acronym is one word, also in the plural: `APIKeys` is `api keys`, `listVMs` is `list vms`.
 */
export function splitWords(text: string): readonly string[] {
  return wordsByText(text, wordsOf);
}

const wordsByText = createMemory<readonly string[]>();

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?:OAuth|GraphQL|GitHub|GitLab|IPv[46])/gu, (name) => name.charAt(0) + name.slice(1).toLowerCase())
    .replaceAll(/(?<=\p{L})['’]s(?!\p{L})/gu, "")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}(?!s(?!\p{Ll}))\p{Ll})/gu, "$1 $2")
    .split(/(?:[^\p{ID_Continue}]|\p{Pc})+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** The words as one camel-case identifier. */
export function camelCase(words: readonly string[]): string {
  return startable(words)
    .map((word, index) => (index === 0 ? word : capitalise(word)))
    .join("");
}

/** The words, changed so that an identifier can begin with them: `2fa` becomes `two fa`. */
export function startable([first = "", ...others]: readonly string[]): readonly string[] {
  const [, digits = "", rest = ""] = /^([0-9]*)(.*)$/su.exec(first) ?? [];
  const spelled = Array.from(digits, (digit) => DIGITS[Number(digit)] ?? "");
  const words = [...spelled, rest, ...others].filter((word) => word !== "");
  return /^\p{ID_Start}/u.test(words[0] ?? "") ? words : ["x", ...words];
}

const DIGITS = "zero one two three four five six seven eight nine".split(" ");

/** An approximate singular of an English noun: `jobs` and `job`, `statuses` and `status`, `policies` and `policy`. */
export function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (invariable.has(word) || /(ss|us|is|ics)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(ss|(stat|vir|camp|bon|b|cens|corp)us|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** Whether two words are the same noun: singular, plural, or a usual short form such as `org` for `organizations`. */
export function isSameNoun(a: string, b: string): boolean {
  const [one, other] = [singular(a), singular(b)];
  return one === other || (short.get(one) ?? one) === (short.get(other) ?? other);
}

function capitalise(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}

const irregular: ReadonlyMap<string, string> = new Map(
  (
    "people:person children:child men:man women:woman indices:index vertices:vertex matrices:matrix appendices:appendix " +
    "criteria:criterion movies:movie cookies:cookie caches:cache analyses:analysis quizzes:quiz " +
    "apis:api emojis:emoji kpis:kpi pois:poi uris:uri wikis:wiki"
  )
    .split(" ")
    .map((pair): [string, string] => {
      const [plural = "", one = ""] = pair.split(":");
      return [plural, one];
    }),
);

/** Singular words with a final s. */
const invariable = new Set(
  (
    "alias atlas aws bias canvas chaos cors css dns gas gps https ios kubernetes lens macos mms news os pos redis rss " +
    "saas series sms species tls"
  ).split(" "),
);

const short: ReadonlyMap<string, string> = new Map([
  ["app", "application"],
  ["auth", "authentication"],
  ["config", "configuration"],
  ["doc", "document"],
  ["env", "environment"],
  ["info", "information"],
  ["org", "organization"],
  ["organisation", "organization"],
  ["repo", "repository"],
]);
