import { jobTables } from "./annotations/jobs.js";
import { operationTables } from "./annotations/operations.js";
import { paginationTables } from "./annotations/pagination.js";
import { conformance } from "./harness.js";

conformance(...paginationTables, ...jobTables, ...operationTables);
