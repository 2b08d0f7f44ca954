import { conformance } from "./harness.js";

const quick = { initialDelayMs: 1, minDelayMs: 1, jitter: 0 };
const busy = { status: 503 };

conformance({
  subject: "retries that the document declares",
  rows: [
    {
      subject: "are as many as declared",
      operation: { "x-specloom-retry": { ...quick, maxRetries: 3 } },
      client: "{ maxRetries: undefined }",
      answers: [busy, busy, busy, { status: 204 }],
      sends: ["GET ", "GET ", "GET ", "GET "],
      gives: undefined,
    },
    {
      subject: "are none where none are declared",
      operation: { "x-specloom-retry": { maxRetries: 0 } },
      client: "{ maxRetries: undefined }",
      answers: busy,
      sends: "GET ",
      throws: { status: 503, attempts: 1 },
    },
    {
      subject: "are as many as the client says, whatever is declared",
      operation: { "x-specloom-retry": { ...quick, maxRetries: 3 } },
      client: "{ maxRetries: 1 }",
      answers: [busy, busy],
      sends: ["GET ", "GET "],
      throws: { status: 503, attempts: 2 },
    },
  ],
});
