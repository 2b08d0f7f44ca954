import { jobForm } from "./job-form.js";
import { paginationForm } from "./pagination-form.js";
import {
  flagForm,
  integerForm,
  listForm,
  mapForm,
  numberForm,
  objectForm,
  type ValueForm,
  textForm,
  wordForm,
} from "./value-form.js";

/** Where a declaration may stand. */
export type DeclarationPlace = "root" | "operation" | "parameter" | "schema" | "encoding";

/** One `x-specloom-` extension: its readers, its JSON Schema, its messages and its row in DECLARATIONS.md ask this. */
export interface Declaration {
  readonly places: readonly DeclarationPlace[];
  readonly title: string;
  readonly value: ValueForm;
  /** A whole one, for messages about a part of it. */
  readonly example: string;
}

const variable = textForm("Name of an environment variable.", "^[A-Za-z_][A-Za-z0-9_]*$");
const name = textForm(
  "Up to three resources and a method, such as agents.jobs.list; at a parameter one name, such as headerLimit.",
  "^[\\p{ID_Start}$_][\\p{ID_Continue}$]*(\\.[\\p{ID_Start}$_][\\p{ID_Continue}$]*){0,3}$",
);

export const nameForm = objectForm({ name, aliases: listForm(name, "Earlier names, kept as deprecated methods.") }, [
  "name",
]);

export const retryForm = objectForm({
  idempotent: flagForm("Sending it twice does what sending it once does."),
  idempotencyKey: textForm(
    "The header of the idempotency key: repeating a request with the same value is safe.",
    "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
  ),
  statuses: listForm(
    {
      anyOf: [
        { type: "integer", minimum: 100, maximum: 599 },
        { type: "string", pattern: "^[1-5](\\d\\d|[xX]{2})$" },
      ],
    },
    "Statuses, and ranges such as 5XX, that call for a retry, in place of the usual ones.",
  ),
  connectionErrors: flagForm("Whether a request that got no answer is sent again."),
  maxRetries: integerForm("Retries after the first attempt, where neither the client nor the call says how many."),
  initialDelayMs: integerForm("The longest possible first pause, in milliseconds."),
  minDelayMs: integerForm("The shortest pause, in milliseconds."),
  maxDelayMs: integerForm("The longest possible pause, in milliseconds."),
  factor: numberForm("What each pause is multiplied by to give the next.", 1),
  jitter: numberForm("The part of a pause that is random: 1 is all of it above the shortest, 0 is none.", 0, 1),
  elapsedMs: integerForm(
    "Milliseconds after the call in which a retry may begin; their number is then the caller's to limit.",
  ),
});

export const streamForm = objectForm(
  {
    when: textForm(
      "The boolean that asks for a stream: a JSON pointer into the body, or the name of a query parameter.",
    ),
  },
  ["when"],
);

export const clientParameterForm = objectForm(
  {
    option: textForm("Name of the option, such as organizationId.", "^[\\p{ID_Start}_$][\\p{ID_Continue}$]*$"),
    env: variable,
    in: wordForm("Tells parameters of one name apart.", "path", "query", "header", "cookie"),
  },
  ["option"],
);

export const durationForm = objectForm({ name: variable, unit: wordForm("Its unit.", "s", "ms") }, ["name", "unit"]);

export const environmentForm = objectForm(
  {
    apiKey: variable,
    baseUrl: variable,
    timeoutMs: { description: "A variable in milliseconds, or one with its unit.", anyOf: [variable, durationForm] },
    maxRetries: variable,
  },
  [],
  "Environment variables read for options that are not given.",
);

export const defaultsForm = objectForm(
  {
    timeoutMs: integerForm("Milliseconds for one attempt.", 1),
    maxRetries: integerForm("Retries after the first attempt."),
  },
  [],
  "Defaults of options, where they differ from the runtime's.",
);

export const clientForm = objectForm({
  parameters: mapForm(clientParameterForm, "Parameters set once on the client, by their names on the wire."),
  env: environmentForm,
  defaults: defaultsForm,
});

export const declarations = {
  "x-specloom-name": {
    places: ["operation", "parameter"],
    title: "resource path and method; at a parameter, its key in params",
    value: { anyOf: [name, nameForm] },
    example: "agents.jobs.list, or { name: agents.jobs.list, aliases: [agents.jobs.all] }; at a parameter headerLimit",
  },
  "x-specloom-pagination": {
    places: ["operation"],
    title: "how an operation's pages follow each other",
    value: paginationForm,
    example:
      "{ style: cursor, request: { cursor: after, size: limit }, response: { items: /data, next: /next_cursor, total: /total } }",
  },
  "x-specloom-job": {
    places: ["operation"],
    title: "on the operation that reports a job's state",
    value: jobForm,
    example:
      "{ id: job_id, state: /status, states: { pending: [running], succeeded: [done], failed: [failed], cancelled: [cancelled] }, start: [{ operation: createJob, jobId: /id }], cancel: { operation: cancelJob, id: job_id }, result: { operation: getResult, id: job_id }, batch: { operation: getStatuses, ids: /ids, limit: 100, key: /id } }",
  },
  "x-specloom-retry": {
    places: ["operation"],
    title: "whether an operation may be sent twice, when it is, and after what pause",
    value: retryForm,
    example:
      "{ idempotent: true, idempotencyKey: Idempotency-Key, statuses: [429, 5XX], maxRetries: 5, initialDelayMs: 500, maxDelayMs: 60000 }",
  },
  "x-specloom-stream": {
    places: ["operation"],
    title: "which field of the request asks for a stream in place of a whole answer",
    value: { anyOf: [{ const: false, description: "No field of the request chooses." }, streamForm] },
    example: "{ when: /stream }",
  },
  "x-specloom-client": {
    places: ["root"],
    title: "the client's options, at the document's root",
    value: clientForm,
    example:
      "{ parameters: { organization_id: { option: organizationId, env: ACME_ORGANIZATION_ID } }, env: { apiKey: ACME_API_KEY, timeoutMs: { name: ACME_TIMEOUT, unit: s } }, defaults: { timeoutMs: 30000, maxRetries: 3 } }",
  },
  "x-specloom-enum": {
    places: ["schema"],
    title: "whether the API may return values that an enum does not list",
    value: wordForm("`open` if there may be values that are not listed, else `closed`.", "open", "closed"),
    example: "open",
  },
  "x-specloom-parts": {
    places: ["encoding"],
    title: "how a multipart form has a list",
    value: wordForm("`one`: the whole list is one JSON part.", "one"),
    example: "one",
  },
} as const satisfies Readonly<Record<string, Declaration>>;

export type DeclarationKey = keyof typeof declarations;

/** The extensions that may stand in a place. */
export function declarationsAt(place: DeclarationPlace): string[] {
  return Object.entries(declarations).flatMap(([key, { places }]) =>
    places.some((other) => other === place) ? [key] : [],
  );
}
