import { formatPointer } from "../../json.js";
import { propertiesOf, type SchemaField, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import type { JobContext } from "../job-context.js";
import { splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import { holdersOf } from "./job-signs.js";
import { plain } from "./paging-words.js";
import type { JobKey } from "./status-place.js";

/** The parameter by which a start knows the one work of a thing: its last, as that of the status. */
export function idGiven(
  { parameters }: OperationSource,
  { id }: JobKey,
  { isClientWide }: JobContext,
): string | undefined {
  const names = parameters.filter((at) => at.in === "path" && !isClientWide(at)).map(({ name }) => name);
  return names.includes(id) ? id : names.at(-1);
}

/** Pointer to the new job's id in the answer of a start; the whole where that is a text or a number. */
export function idIn({ answer }: OperationSource, { id, noun }: JobKey, { document }: JobContext): string | undefined {
  if (answer === undefined) return undefined;
  const whole = schemaFieldOf(document, answer);
  if (isScalar(whole)) return "";
  const usual = [plain(id), splitWords(id).at(-1) ?? "", `${noun}${plain(id)}`, `${noun}id`, "id"];
  for (const { names, field } of holdersOf(document, whole, noun)) {
    const fields = [...propertiesOf(document, field)].filter(
      ([, inner]) => !["object", "array"].some((type) => typesOf(inner).has(type)),
    );
    const ids = fields.map(([name]) => name);
    const named =
      usual.flatMap((word) => ids.find((name) => plain(name) === word) ?? [])[0] ??
      ids.find((name) => noun !== "" && plain(name).endsWith(`${noun}id`));
    const [only, ...others] = ids.filter((name) => /(id|uuid|guid)$/u.test(plain(name)));
    const found = named ?? (others.length === 0 ? only : undefined);
    if (found !== undefined) return formatPointer([...names, found]);
  }
  // In an object of another name only the parameter's own name tells that it is the job's id.
  const [inner, ...more] = [...propertiesOf(document, whole)].flatMap(([name, field]) =>
    [...propertiesOf(document, field).keys()]
      .filter((key) => plain(key) === plain(id) && plain(id) !== "id")
      .map((key) => formatPointer([name, key])),
  );
  return more.length === 0 ? inner : undefined;
}

/** A text or a whole number. */
export function isScalar(field: SchemaField): boolean {
  const [type = "", ...others] = typesOf(field);
  return others.length === 0 && (type === "string" || type === "integer");
}
