import type { Operation } from "../../contract/contract.js";
import { answers, isUntypedText } from "../../emit/answers.js";
import { type Located, member } from "../../openapi/located.js";
import { isJson, isText, streamKind } from "../../openapi/media-type.js";
import { viewOf } from "../schema/view.js";
import type { ComparedDocument } from "../schema/walk.js";
import { objectsByName } from "./part-changes.js";

/** The documents of both states. */
export type Documents = Readonly<Record<"before" | "after", ComparedDocument>>;

/** What a method gives, by where it stands: `201 (application/json)`. */
type Answers = ReadonlyMap<string, string>;

/** What a method gives where nothing comes back. */
const NOTHING = "nothing";

/**
 * The answers that a method did not give before, where it gave some: its type is the union of all. One of the same
 * schema as another adds nothing.
 */
export function newAnswers(
  { before, after }: Documents,
  [wasAt, isAt]: readonly [Located, Located],
  was: Operation,
  is: Operation,
): string[] {
  if (was.pagination !== undefined || is.pagination !== undefined) return [];
  const [were, are] = [answersOf(before, wasAt, was), answersOf(after, isAt, is)];
  if ([...were.values()].every((answer) => answer === NOTHING)) return [];
  const known = new Set([...were.values(), ...[...are].flatMap(([name, answer]) => (were.has(name) ? [answer] : []))]);
  const hadStatus = (status: string): boolean => was.responses.some((response) => response.status === status);
  return [...are]
    .filter(([name, answer]) => !were.has(name) && !known.has(answer) && !(answer === NOTHING && hadStatus(name)))
    .map(([name]) => name);
}

function answersOf(compared: ComparedDocument, at: Located, operation: Operation): Answers {
  const written = objectsByName(compared, at, "responses");
  return new Map(
    answers(operation).flatMap((given): [string, string][] => {
      const { status, mediaTypes } = given;
      if (mediaTypes.length === 0) return [[status, NOTHING]];
      const response = written.get(status);
      const content = response && objectsByName(compared, response, "content");
      return mediaTypes.map((type) => {
        const isDescribed = isJson(type) || streamKind(type) !== undefined || isUntypedText(given, type);
        const answer = isDescribed ? answerOf(compared, type, content?.get(type)) : isText(type) ? "text" : "bytes";
        return [`${status} (${type})`, answer];
      });
    }),
  );
}

/** The facts that determine the TypeScript type of a response with a schema. */
function answerOf({ document, shapeOf }: ComparedDocument, type: string, media: Located | undefined): string {
  const kind = streamKind(type);
  const schema = media && (member(media, "schema") ?? member(media, "itemSchema"));
  if (schema === undefined) return `${kind} of anything`;
  const { types, values, unions, isNullable } = viewOf(document, [schema]);
  const isOfText =
    values === undefined && unions.length === 0 && isNullable !== true && [...(types ?? [])].join() === "string";
  return kind === undefined && isOfText ? "text" : `${kind} of ${shapeOf(schema)}`;
}
