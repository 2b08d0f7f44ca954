import { exampleCalls } from "../../emit/example-calls.js";
import type { Generated } from "../../generate.js";
import type { SourceDocument } from "../../openapi/document.js";
import { count } from "../../plural.js";
import { facts } from "../../provider-report.js";
import type { FileChange } from "../../repository/files.js";
import { firstCall, needsRuntime, runtimeCommand, runtimeInstall } from "../first-call.js";
import { renderRepairs } from "../useful-repairs.js";
import type { ProjectForm } from "../../repository/project/code-form.js";
import type { Project } from "../../repository/project/project.js";

/** A finished generation. */
export interface Finished {
  readonly generated: Generated;
  readonly document: SourceDocument;
  readonly project: Project;
  readonly form: ProjectForm;
  readonly changes: readonly FileChange[];
  /** Whether there was no client before. */
  readonly isFirst: boolean;
  /** How the person gets the file with all findings, as a sentence. */
  readonly allFindings: string;
}

/** The lines for people: what was found, what could be better, and the next steps. */
export function renderFinished(finished: Finished, cwd: string): string {
  const { generated, project, changes } = finished;
  const { contract, notes } = generated;
  return [
    `${contract.client}: ${facts(contract).join(", ")}; ${stateOf(finished)} in ${project.folder}`,
    ...renderRepairs(notes, finished.allFindings),
    ...finished.form.warnings.map((warning) => `  warning: ${warning}`),
    ...(finished.isFirst
      ? nextSteps(finished, cwd)
      : needsRuntime(project)
        ? ["", ...runtimeInstall(project, cwd).slice(0, -1)]
        : []),
    ...(changes.length === 0 || !finished.isFirst
      ? []
      : ["", `Formatters and linters: let them ignore ${project.folder}; \`generate\` writes it again.`]),
  ].join("\n");
}

function stateOf({ changes, generated }: Finished): string {
  if (changes.length === 0) return `unchanged (${count(generated.files.size, "file")})`;
  const written = changes.filter(({ after }) => after !== undefined).length;
  const removed = changes.length - written;
  return `written (${[count(written, "file"), ...(removed > 0 ? [`${removed} removed`] : [])].join(", ")})`;
}

function nextSteps({ generated, document, project, form }: Finished, cwd: string): string[] {
  const { contract } = generated;
  return [
    "",
    ...runtimeInstall(project, cwd),
    `Then, in a file beside ${project.folder}:`,
    ...firstCall(contract, exampleCalls(contract, document), form),
  ];
}

/** The value of `--json`. */
export function plainFinished(
  { generated, project, form, changes }: Finished,
  changeKind: (change: FileChange) => string,
): object {
  const { contract, files, notes } = generated;
  return {
    name: contract.provider,
    client: contract.client,
    folder: project.folder,
    import: form.importFrom,
    install: needsRuntime(project) ? runtimeCommand(project) : null,
    operations: contract.operations.length,
    paginated: contract.operations.filter(({ pagination }) => pagination !== undefined).length,
    jobs: contract.jobs.length,
    files: [...files.keys()].toSorted(),
    changes: changes.map((change) => ({ path: change.path, kind: changeKind(change) })),
    warnings: form.warnings,
    notes,
  };
}
