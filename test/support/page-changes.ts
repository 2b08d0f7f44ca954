import type { PageEdit, Provider } from "./published-pages.js";

/** What a provider may do to its pages, from a maintainer's point of view. */
export type ChangeName = "breaking" | "review" | "non-breaking" | "docs" | "obsolete" | "impossible";

const page = (file: string, from: string, to: string): readonly PageEdit[] => [{ page: file, from, to }];

const job = "crosmos-job-status.md";
const status = "julep-job-status.md";
const list = "roe-agent-jobs-list.md";

const jobNotFound = `          description: Job not found
          content:
            application/json:
              schema: { $ref: '#/components/schemas/ErrorResponse' }
`;

const errorResponse = `    ErrorResponse:
      type: object
      properties:
        error:
          type: object
          properties:
            message: { type: string, description: Error message }
            details: { description: What the error is about; its shape depends on the error }
            code: { description: Error code }
          required: [message]
      required: [error]
`;

/** What each provider edits for each kind of change. */
export const pageChanges: Readonly<Record<Provider, Readonly<Record<ChangeName, readonly PageEdit[]>>>> = {
  roe: {
    breaking: page(list, "- name: page_size\n          required: false", "- name: page_size\n          required: true"),
    review: page(
      list,
      "Number of results to return per page.\n          schema:\n            type: integer",
      "Number of results to return per page.\n          schema:\n            type: integer\n            maximum: 100",
    ),
    "non-breaking": page(
      list,
      "        duration_ms:\n          type:",
      "        queue_name:\n          type: string\n        duration_ms:\n          type:",
    ),
    docs: page(list, "description: When the job was created", "description: When the job was queued"),
    obsolete: page(
      "roe-agent-job-status.md",
      "type: integer\n          description: Unix timestamp in seconds",
      "type: number\n          description: Unix timestamp in seconds",
    ),
    impossible: page(
      list,
      "reference:\n          oneOf:\n            - {}\n            - type: 'null'",
      "reference: {}",
    ),
  },
  julep: {
    breaking: page(status, "        - created_at\n        - updated_at", "        - updated_at"),
    review: page(status, "            - unknown\n", "            - unknown\n            - paused\n"),
    "non-breaking": page(
      status,
      "        has_progress:\n",
      "        attempt:\n          type: integer\n        has_progress:\n",
    ),
    docs: page(status, "title: Has Progress\n", "title: Has Progress\n          description: Whether it is known\n"),
    obsolete: [
      ...page(status, "        '422':\n", `        '400':\n${jobNotFound}        '422':\n`),
      ...page(status, "  securitySchemes:\n", `${errorResponse}  securitySchemes:\n`),
    ],
    impossible: page(
      status,
      "          pattern: >-\n            ^[\\p{L}\\p{Nl}\\p{Pattern_Syntax}\\p{Pattern_White_Space}]+" +
        "[\\p{ID_Start}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}\\p{Pattern_Syntax}\\p{Pattern_White_Space}]*$\n",
      "",
    ),
  },
  crosmos: {
    breaking: page(
      job,
      "source_ids:\n          items:\n            type: integer",
      "source_ids:\n          items:\n            type: string",
    ),
    review: page(job, "title: Created At\n", "title: Created At\n          readOnly: true\n"),
    "non-breaking": page(
      job,
      "        created_at:\n          type: string",
      "        attempt:\n          type: integer\n        created_at:\n          type: string",
    ),
    docs: page(job, "title: Started At\n", "title: Started At\n          description: When work began\n"),
    obsolete: page(job, "        '422':\n", "        '404':\n          description: Job not found\n        '422':\n"),
    impossible: page(job, "        status:\n          type: string\n          title: Status\n", ""),
  },
};
