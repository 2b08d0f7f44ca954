import { Command, Option } from "commander";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";
import type { Bind, CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { examples } from "../help.js";

interface Options extends FetchOptions {
  readonly output?: string;
  readonly overlay?: string;
  readonly writeOverlay?: string;
  readonly client?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly check?: true;
  readonly watch?: true;
  readonly force?: true;
  readonly strict?: true;
}

/** The forms of a pattern. */
const PATTERNS = 'such as `tag:pets`, `/pets/**`, `GET`, `"GET /pets/*"` or an operationId';

export function generateCommand(bind: Bind): Command {
  const command = new Command("generate")
    .summary("generate a client into a folder, or the packages of providers")
    .description(
      "With --output: generates the client of a document into a folder of any project. Without: generates the packages " +
        "of all providers of a repository, or of those named. Writes nothing unless all succeed.",
    )
    .argument("[what...]", "with --output a file, an address or `-`; without, folders of `specs`")
    .option("-o, --output <folder>", "folder of the client; it holds generated files alone")
    .option("--overlay <file>", "with --output: repairs and declarations (OpenAPI Overlay)")
    .addOption(
      new Option(
        "--write-overlay <file>",
        "with --output: write a first overlay with all findings as comments, and use it",
      ).conflicts("check"),
    )
    .option("--client <name>", "with --output: name of the client class (default: from the document's title)")
    .option("--include <pattern>", `with --output: only these operations, ${PATTERNS} (repeatable)`, append)
    .option("--exclude <pattern>", "with --output: none of these operations (repeatable)", append)
    .option("--check", "write nothing; exit 1 with a diff if a file is missing, changed or extra")
    .addOption(
      new Option("--watch", "generate again after each change of an input, until Ctrl-C").conflicts([
        "check",
        "force",
        "strict",
        "writeOverlay",
      ]),
    )
    .option("--strict", "refuse documents with defects; `strict: true` in source.yaml does so for one provider")
    .option("--force", "generate unchanged providers too");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["generate openapi.yaml --output src/api", "a client in this project"],
        ["generate http://localhost:8000/openapi.json -o src/api", "from a server on this machine"],
        ["generate", "every provider of a repository"],
        ["generate acme", "one of them"],
        ["generate --check", "compare only, as CI does"],
        ["generate --watch", "while you edit an overlay"],
      ),
    )
    .action(bind((context, what: string[], options: Options) => run(what, options, context)));
}

async function run(what: readonly string[], options: Options, context: CommandContext): Promise<ExitCode> {
  const { check, force, strict, watch } = options;
  const { standaloneRequest } = await import("../standalone/request.js");
  const request = standaloneRequest(what, { ...options, ...readFetchOptions(options) });
  const controls = watch === true ? (await import("../watch/watch-controls.js")).processControls() : undefined;
  if (request !== undefined) {
    if (controls !== undefined)
      return (await import("../standalone/watch.js")).runStandaloneWatch(request, context, controls);
    return (await import("../standalone/standalone.js")).runStandalone(request, context);
  }
  if (controls !== undefined) return (await import("../watch/watch.js")).runWatch(what, context, controls);
  const { runGenerate } = await import("../generate.js");
  return runGenerate({ names: what, check: check === true, force: force === true, strict: strict === true }, context);
}

/** Collects the values of an option that may be given several times. */
export function append(value: string, values: string[] = []): string[] {
  return [...values, value];
}
