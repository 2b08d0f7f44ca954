import { basename, dirname, resolve } from "node:path";
import type { OutputTarget } from "../../emit/target/target.js";
import { ToolchainError } from "../../errors.js";
import { generateRepaired } from "../../generate.js";
import { inspectRepaired, repair } from "../../inspect.js";
import type { SourceText } from "../../openapi/document.js";
import { count } from "../../plural.js";
import { applyChanges, compareFiles, type FileChange } from "../../repository/files.js";
import { hasEntry, remove } from "../../repository/gate/gate.js";
import { isInside, owned, slashed, typedPlace } from "../../repository/gate/paths.js";
import { environmentFor, overlayFile } from "../add/overlay-file.js";
import type { Published } from "../add/published.js";
import { actionsOf, readRepairs } from "../add/repairs.js";
import { rewriteError, rewriteNotes, type TypedDocuments } from "../add/rewrite-error.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { withProgress } from "../progress.js";
import { UP_TO_DATE } from "../report.js";
import { typesThread } from "../threads/types-thread.js";
import { formFor, type ProjectForm } from "../../repository/project/code-form.js";
import { commandLine, overlayCommand, standaloneBanner } from "./command-line.js";
import { pathsOf, publishedOf, readInput, sourcePath } from "./input.js";
import { changesOf, refuseInstalled } from "../../repository/project/owned-folder.js";
import { type Project, projectAround } from "../../repository/project/project.js";
import { type Finished, plainFinished, renderFinished } from "./report.js";
import type { StandaloneRequest } from "./request.js";

/**
 * Generates the client of a document into a folder of any project. Writes nothing unless all of it succeeds.
 *
 * @param onRead Is called with the files of the document, after they are read.
 * @returns 1 where a check found differences, else 0.
 * @throws {ToolchainError} `output/foreign`, `output/overlay`, a `network/` code, or what `generate` throws.
 */
export async function runStandalone(
  request: StandaloneRequest,
  context: CommandContext,
  onRead?: (published: Published) => void,
): Promise<ExitCode> {
  const { cwd } = context;
  const output = typedPlace(cwd, request.output, owned);
  refuseInstalled(request.output);
  const project = projectAround(output, context);
  const form = formFor(output, project);
  const target: OutputTarget = {
    folder: project.folder,
    form,
    banner: standaloneBanner(request, project, cwd),
    isAlone: true,
  };
  checkNew(request, cwd);
  // A folder that is not ours is told before anything is fetched.
  await changesOf(project.root, project.folder, new Map(), []);
  const published = await withProgress("reading the document", context, () => publishedOf(request, context));
  onRead?.(published);
  const paths = pathsOf(request, published);
  const typed = { documents: request.documents, paths, unwritten: sourcePath(paths) };
  const { finished, overlay } = await withProgress("generating its client", context, () =>
    generateInto(request, published, { project, form, target }, typed, context).catch((error: unknown) =>
      Promise.reject(rewriteError(error, typed)),
    ),
  );
  if (request.check) return printCheck(request, finished, context);
  await writeAll(project.root, finished.changes, overlay, cwd);
  if (context.json) context.printJson(plainFinished(finished, (await import("../diff.js")).changeKindOf));
  else context.say(renderFinished(finished, cwd));
  return 0;
}

interface Place {
  readonly project: Project;
  readonly form: ProjectForm;
  readonly target: OutputTarget;
}

async function generateInto(
  request: StandaloneRequest,
  published: Published,
  { project, form, target }: Place,
  typed: TypedDocuments,
  { cwd, program }: CommandContext,
): Promise<{ readonly finished: Finished; readonly overlay: SourceText | undefined }> {
  const given = await readRepairs(request.overlay, cwd);
  let read = await readInput(request, published, given, project, target);
  let overlay: SourceText | undefined;
  if (request.writeOverlay !== undefined) {
    const { source } = read.repaired;
    const { contract, notes, document } = inspectRepaired(read.repaired, read.input);
    const environment = environmentFor(source, contract);
    overlay = {
      path: slashed(request.writeOverlay),
      text: overlayFile(
        source,
        { contract: { ...contract, environment }, notes, document },
        { repairs: given && actionsOf(given), comment: "", command: commandLine(request, project, cwd) },
      ),
    };
    const input = { ...read.input, overlay };
    read = { input, repaired: repair(input) };
  }
  const made = await generateRepaired(read.repaired, read.input, typesThread(), request.strict);
  const generated = { ...made, notes: rewriteNotes(made.notes, typed) };
  const changes = await compareFiles(project.root, generated.files, []);
  const finished: Finished = {
    generated,
    document: read.repaired.document,
    project,
    form,
    changes: await changesOf(project.root, project.folder, generated.files, changes),
    isFirst: read.input.contract === undefined,
    allFindings: allFindings(request, program),
  };
  return { finished, overlay };
}

/** Where all findings are, as comments that apply when they are uncommented. */
function allFindings(request: StandaloneRequest, program: string): string {
  const { writeOverlay, overlay } = request;
  if (writeOverlay !== undefined) return `${slashed(writeOverlay)} holds all of them as comments.`;
  if (overlay !== undefined) return "`--json` lists all of them, each with its overlay action.";
  return `\`${overlayCommand(request, program, "repairs.yaml")}\` writes all of them into a file.`;
}

/** @throws {ToolchainError} `output/overlay` if the file of a first overlay exists, or is in the client's folder. */
function checkNew({ writeOverlay: typed, output }: StandaloneRequest, cwd: string): void {
  if (typed === undefined) return;
  const path = typedPlace(cwd, typed);
  const location = { file: slashed(typed) };
  if (isInside(resolve(cwd, output), path))
    throw new ToolchainError("output/overlay", "Expected a file outside of the client's folder, found one in it", {
      location,
      hint: "Name a file beside the folder: the folder holds generated files alone. Nothing was changed.",
    });
  if (!hasEntry(dirname(path), basename(path))) return;
  throw new ToolchainError("output/overlay", "Expected the name of a new file, found one that exists", { location });
}

/** Writes the first overlay, which is a new file, and then the client. Without the client, the overlay goes again. */
async function writeAll(
  root: string,
  changes: readonly FileChange[],
  overlay: SourceText | undefined,
  cwd: string,
): Promise<void> {
  if (overlay === undefined) return applyChanges(root, changes);
  const place = typedPlace(cwd, overlay.path);
  const [folder, name] = [dirname(place), basename(place)];
  await applyChanges(folder, [{ path: name, before: undefined, after: overlay.text }]);
  try {
    await applyChanges(root, changes);
  } catch (error) {
    await remove(folder, name);
    throw error;
  }
}

async function printCheck(request: StandaloneRequest, finished: Finished, context: CommandContext): Promise<ExitCode> {
  const { changes, project } = finished;
  const diff = await import("../diff.js");
  if (context.json) context.printJson(plainFinished(finished, diff.changeKindOf));
  else if (changes.length === 0) context.say(UP_TO_DATE);
  else {
    const shown = (change: FileChange): string =>
      `\n${diff.changeKindOf(change)}: ${change.path}\n${diff.renderChange(change)}`;
    for (const change of changes) context.print(shown(change));
    const advice = `${count(changes.length, "file")} out of date. Run \`${commandLine(request, project, context.cwd)}\` and commit the result.`;
    context.print(`\n${advice}`);
    if (context.env["GITHUB_ACTIONS"] === "true") context.terminal.annotate(diff.annotateChanges(changes, advice));
  }
  return changes.length === 0 ? 0 : 1;
}
