import { banner } from "../../emit/banner.js";
import { inOneFile } from "../../emit/one-file.js";
import { printable, printTypesHere } from "../../emit/print-types.js";
import { refuseDefects } from "../../generate.js";
import { applyChanges } from "../../repository/files.js";
import { typedPlace } from "../../repository/gate/paths.js";
import { changeOf, refuseInstalled } from "../../repository/project/owned-folder.js";
import { projectAround } from "../../repository/project/project.js";
import { failIn } from "../../stage.js";
import { visible } from "../../visible.js";
import type { Location } from "../../location.js";
import { readRepairs } from "../add/repairs.js";
import { rewriteError } from "../add/rewrite-error.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { withProgress } from "../progress.js";
import { typesThread } from "../threads/types-thread.js";
import { commandLine, standaloneBanner } from "./command-line.js";
import { pathsOf, publishedOf, readInput, sourcePath } from "./input.js";
import type { StandaloneRequest } from "./request.js";

/**
 * Writes the types of a document into one file, or prints them where the file is `-`.
 *
 * @returns 1 where a check found another text, else 0.
 * @throws {ToolchainError} `output/foreign` where the file is not generated; what reading the document throws.
 */
export async function runTypes(request: StandaloneRequest, context: CommandContext): Promise<ExitCode> {
  const { cwd } = context;
  refuseInstalled(request.output);
  const project = projectAround(typedPlace(cwd, request.output), context);
  const published = await withProgress("reading the document", context, () => publishedOf(request, context));
  const paths = pathsOf(request, published);
  const text = await withProgress("printing its types", context, async () => {
    try {
      const { repaired } = await readInput(request, published, await readRepairs(request.overlay, cwd), project);
      if (request.strict) refuseDefects(repaired.defects);
      const print = typesThread() ?? printTypesHere;
      const place = (): Location => repaired.document.locate("");
      const types = print(printable(repaired.document.value));
      const module = await types().catch(failIn("the printing of its types", place));
      return banner(standaloneBanner(request, project, cwd, "types")) + visible(inOneFile(module));
    } catch (error) {
      throw rewriteError(error, { documents: request.documents, paths, unwritten: sourcePath(paths) });
    }
  });
  if (request.output === "-") {
    context.print(text.trimEnd());
    return 0;
  }
  const change = await changeOf(project.root, project.folder, text);
  const state = change === undefined ? "unchanged" : request.check ? "out of date" : "written";
  if (change !== undefined && !request.check) await applyChanges(project.root, [change]);
  if (context.json) context.printJson({ file: project.folder, state });
  else if (state === "out of date")
    context.print(
      `${project.folder} is out of date. Run \`${commandLine(request, project, cwd, "types")}\` and commit the result.`,
    );
  else context.say(`${project.folder}: ${state}`);
  return state === "out of date" ? 1 : 0;
}
