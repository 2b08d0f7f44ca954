import { answersOf, streamFlag } from "../../contract/inference/stream.js";
import { type OperationSource, readOperations } from "../../contract/operations.js";
import { type ProposedAction, targetAt } from "../../contract/overlay-action.js";
import { splitWords } from "../../contract/names/words.js";
import { successes } from "../../contract/successes.js";
import { isObject, type JsonObject } from "../../json.js";
import { member } from "../../openapi/located.js";
import { isJson } from "../../openapi/media-type.js";
import { componentName, componentReference } from "../../openapi/reference.js";
import { follow } from "../../openapi/references.js";
import type { LintContext } from "../lint-context.js";
import type { LintRule } from "../rule.js";

export const streamRules: readonly LintRule[] = [
  {
    id: "stream-undeclared",
    severity: "warning",
    title: "a request can ask for a stream that no response declares",
    check: (subject) => {
      const settled = settledIds(subject);
      return readOperations(subject.document, subject.url).operations.flatMap((operation) => {
        const choice = streamFlag(operation, subject.document);
        if (choice === undefined || settled.has(operation.id) || isDeclared(operation)) return [];
        const repair = streamActions(operation, choice.when, subject.document);
        if (repair === undefined) return [];
        const message = `${operation.method} ${operation.path} takes a boolean 'stream' and declares JSON alone: a call that asks for a stream fails.`;
        return [{ at: operation.at.pointer, message, repair }];
      });
    },
  },
];

/** Operations that are paginated or start a job: no field chooses what they answer. */
function settledIds({ contract }: LintContext): ReadonlySet<string> {
  if (!("value" in contract)) return new Set();
  const { operations, jobs } = contract.value;
  const paginated = operations.filter(({ pagination }) => pagination !== undefined).map(({ id }) => id);
  return new Set([...paginated, ...jobs.flatMap(({ start = [] }) => start.map(({ operation }) => operation))]);
}

function isDeclared({ at }: OperationSource): boolean {
  return Object.hasOwn(at.value, "x-specloom-stream");
}

/** Gives the first success with JSON events too; undefined where the successes have more than JSON, or none. */
function streamActions(
  operation: OperationSource,
  when: string,
  document: LintContext["document"],
): ProposedAction[] | undefined {
  const { json, streams, others } = answersOf(operation);
  const success = successes(operation).find(({ mediaTypes }) => mediaTypes.some(isJson));
  const content = success && member(success.at, "content");
  if (json.length !== 1 || streams.length + others.length > 0 || content === undefined) return undefined;
  const schema = eventSchema(operation, document);
  const declared = { target: targetAt(document, operation.at.pointer), update: { "x-specloom-stream": { when } } };
  return [
    { target: targetAt(document, content.pointer), update: { "text/event-stream": { schema } } },
    // A boolean of the body is known by its name.
    ...(when.startsWith("/") ? [] : [declared]),
  ];
}

/** Words by which documents tell an event's schema from that of the whole answer. */
const EVENT_WORDS = new Set("stream streamed streaming event events chunk delta partial".split(" "));

/** The schema that has the answer's name with such words, else any object. */
function eventSchema({ answer }: OperationSource, document: LintContext["document"]): JsonObject {
  const components = document.value["components"];
  const schemas = isObject(components) && isObject(components["schemas"]) ? Object.keys(components["schemas"]) : [];
  const bare = (name: string): string =>
    splitWords(name)
      .filter((word) => !EVENT_WORDS.has(word))
      .join(" ");
  const whole = answer && (componentName(answer.value) ?? nameAt(follow(document, answer).pointer));
  const found = schemas.find(
    (name) => whole !== undefined && name !== whole && bare(name) === splitWords(whole).join(" "),
  );
  return found === undefined ? { type: "object", additionalProperties: true } : componentReference(found);
}

function nameAt(pointer: string): string | undefined {
  return /^\/components\/schemas\/([^/]+)$/u.exec(pointer)?.[1];
}
