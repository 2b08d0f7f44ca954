import { answered, conformance, type Row } from "./harness.js";

const states = { type: "string", enum: ["queued", "done"] };
const open = { ...states, "x-specloom-enum": "open" };

/** A parameter of the query. */
function asked(subject: string, schema: object, value: string, more: Partial<Row> = {}): Row {
  return {
    subject,
    operation: { parameters: [{ name: "state", in: "query", schema }] },
    call: `call({ state: "${value}" })`,
    sends: `GET ?state=${value}`,
    ...more,
  };
}

conformance({
  subject: "enums, closed unless they are declared open",
  rows: [
    asked("closed: a value that is listed", states, "done"),
    asked("closed: another value does not compile", states, "lost", { misuse: true }),
    asked("declared closed: another value does not compile", { ...open, "x-specloom-enum": "closed" }, "lost", {
      misuse: true,
    }),
    asked("open: a value that is listed", open, "done"),
    asked("open: another value", open, "lost"),
    {
      ...asked("open: a value of another type does not compile", open, "1", { misuse: true }),
      call: "call({ state: 1 })",
    },
    asked("open by x-extensible-enum", { type: "string", "x-extensible-enum": ["queued"] }, "lost"),
    asked("open by x-ms-enum", { ...states, "x-ms-enum": { name: "State", modelAsString: true } }, "lost"),
    answered("closed: its type is its values", states, "done", '"queued" | "done"'),
    answered("open: its type is any text", open, "lost", "string"),
    {
      ...answered("open: a switch that leaves out the rest does not compile", open, "done", ""),
      call: 'call().then((state): number => { switch (state) { case "queued": return 1; case "done": return 2; } })',
      misuse: true,
      gives: 2,
      type: "number",
    },
    answered("open, and null", { ...open, type: ["string", "null"] }, null, "string | null"),
  ],
});
