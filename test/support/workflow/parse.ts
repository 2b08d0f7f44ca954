import { readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

// Reads a workflow from standard input as GitHub does, and prints what GitHub would say against it. The tests run this
// by tsx, because the parser imports JSON in a way that Node refuses.
const { context, value } = parseWorkflow(
  { name: "workflow", content: readFileSync(0, "utf8") },
  new NoOperationTraceWriter(),
);
if (value !== undefined) await convertWorkflowTemplate(context, value);
const objections = context.errors.getErrors().map(({ message }) => `${message}\n`);
process.stdout.write(value === undefined ? "The workflow is empty\n" : objections.join(""));
