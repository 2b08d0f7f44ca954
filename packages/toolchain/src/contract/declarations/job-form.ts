import {
  filledListForm,
  integerForm,
  listForm,
  mapForm,
  objectForm,
  oneOrMoreForm,
  pointerForm,
  type ValueForm,
  textForm,
} from "./value-form.js";

const operation = textForm("The operationId, or `METHOD /path`.");
const idOf = textForm("The path parameter that takes the job's id.");
const like = textForm("The operationId, or `METHOD /path`, of an operation whose response has the type of the result.");
const state: ValueForm = { type: ["string", "integer", "boolean"] };
const states = (description: string): ValueForm => listForm(state, description);
const location = (description: string): ValueForm =>
  oneOrMoreForm(
    textForm(
      "A header's name, a JSON pointer into the answer, or `$url`, the URL that the request was sent to.",
      "^(\\$url|(/([^~]|~[01])*)|[!#%&'*+.^_`|~0-9A-Za-z-]+)$",
    ),
    description,
  );

export const statesForm = objectForm(
  {
    pending: states("Still going on."),
    succeeded: filledListForm(state, "Ended well. `true` beside an error has failed."),
    partial: states("Ended well in part."),
    failed: states("Ended badly."),
    cancelled: states("Ended by somebody."),
    indeterminate: states("Says neither."),
  },
  ["succeeded"],
  "The provider's states by what they mean.",
);

export const callForm = objectForm(
  {
    operation,
    id: idOf,
    path: mapForm(
      textForm("A path parameter of the status."),
      "Its other path parameters, each with the path parameter of the status that has its value; where the names are equal, it may be left out.",
    ),
    body: { type: "object", description: "What the operation is sent, where it needs a body." },
  },
  ["operation", "id"],
);

export const startForm = objectForm(
  {
    operation,
    jobId: pointerForm(
      "to the new job's id in the answer, or the path parameter of the start that is the id; left out where `location` is declared.",
    ),
    path: mapForm(
      textForm("A path parameter of the start, or a JSON pointer into its answer."),
      "The other path parameters of the status, each with where the start has its value; where the names are equal, it may be left out.",
    ),
  },
  ["operation"],
);

export const batchForm = objectForm(
  {
    operation,
    ids: textForm("A parameter's name, or a JSON pointer into the body, that takes the ids."),
    limit: integerForm("The most ids of one call.", 1),
    key: pointerForm("to the id in one row."),
  },
  ["operation", "ids", "limit", "key"],
  "An operation that answers a list of statuses.",
);

export const progressForm = objectForm(
  { value: pointerForm("to a number."), when: pointerForm("to a flag that says whether the value counts.") },
  ["value"],
  "How far the work has come.",
);

export const pointedForm = objectForm({ pointer: pointerForm("to a field of the status."), like }, ["pointer"]);
export const locatedForm = objectForm({ location: location("Where an answer names its URL."), like }, ["location"]);

export const waitForm = objectForm(
  {
    initialDelayMs: integerForm("Before the first question."),
    minDelayMs: integerForm("At least between two questions."),
    maxDelayMs: integerForm("At most between two questions."),
    deadlineMs: integerForm("For the whole wait."),
  },
  [],
  "The default timing of a wait, in milliseconds.",
);

export const declaredJobForm = objectForm(
  {
    resource: textForm("The resource that gets `job` and `waitFor`; the operation's own where left out."),
    name: textForm(
      "What the methods carry in their names where the resource has several jobs: `export` gives `exportJob`, `waitForExport`, `startExport` and `runExportAndWait`. The first job needs none; for the others the name of the method that starts them is the default.",
      "^[\\p{ID_Start}$_][\\p{ID_Continue}$]*$",
    ),
    id: textForm("The path parameter that takes the job's id; the last one where it is left out."),
    location: location(
      "Where the start's answer has the URL of the status, in place of `id`; the first that is there.",
    ),
    state: oneOrMoreForm(
      pointerForm("to the state, or `$statusCode`."),
      "Where the state is; of a list the first that is there.",
    ),
    states: statesForm,
    otherwise: { description: "What a state means that is not listed.", const: "pending" },
    cached: states("Succeeded states that mean an earlier result was used again."),
    progress: progressForm,
    error: pointerForm("to the message of a failure, or to an object with `message` and `code`."),
    completedAt: pointerForm("to the time of the end."),
    result: {
      description:
        "Where the result is: a second operation, a field of the status, or a URL that an answer names; the status itself where it is left out.",
      anyOf: [callForm, pointedForm, locatedForm],
    },
    notFound: listForm(
      { type: "integer", minimum: 400, maximum: 599 },
      "Statuses that mean that there is no such job.",
    ),
    start: filledListForm(startForm, "Operations that start such a job."),
    cancel: { ...callForm, description: "The operation that cancels it." },
    batch: batchForm,
    wait: waitForm,
  },
  ["state", "states"],
);

/** A job that is known by a URL has no id, and nothing that takes one. */
const known = ["id", "cancel", "batch"].map((key) => ({ required: [key] }));

export const jobForm: ValueForm = {
  anyOf: [
    { description: "No job, whatever it looks like.", const: false },
    {
      ...declaredJobForm,
      anyOf: [{ not: { required: ["location"] } }, { required: ["location"], not: { anyOf: known } }],
    },
  ],
};
