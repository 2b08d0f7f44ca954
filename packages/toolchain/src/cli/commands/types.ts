import { Command, InvalidArgumentError } from "commander";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { append } from "./generate.js";

interface Options extends FetchOptions {
  readonly output: string;
  readonly overlay?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly check?: true;
  readonly strict?: true;
}

export function typesCommand(bind: Bind): Command {
  const command = new Command("types")
    .summary("print the types of a document into one file")
    .description(
      "Writes `paths`, `operations` and `components` of a document, as openapi-typescript prints them, with the repairs of " +
        "this toolchain. The file needs no package.",
    )
    .argument("<documents...>", "a file, an address or `-`")
    .requiredOption("-o, --output <file>", "file of the types; `-` prints them", fileOfTypes)
    .option("--overlay <file>", "repairs (OpenAPI Overlay)")
    .option("--include <pattern>", "only these operations (repeatable)", append)
    .option("--exclude <pattern>", "none of these operations (repeatable)", append)
    .option("--check", "write nothing; exit 1 if the file is out of date")
    .option("--strict", "refuse a document with defects");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["types openapi.yaml --output src/api.d.ts", "the types of a file"],
        ["types https://acme.example/openapi.json -o src/api.d.ts --check", "compare only, as CI does"],
      ),
    )
    .action(
      bind(async (context, documents: string[], options: Options) => {
        const { runTypes } = await import("../standalone/types.js");
        const { output, overlay, include = [], exclude = [], check, strict } = options;
        if (output === "-" && check === true)
          command.error("error: option '--check' cannot be used with '--output -', which has no file to compare");
        const flags = { check: check === true, strict: strict === true };
        const names = { client: undefined, writeOverlay: undefined };
        const request = {
          documents,
          output,
          overlay,
          include,
          exclude,
          ...names,
          ...flags,
          ...readFetchOptions(options),
        };
        return runTypes(request, context);
      }),
    );
}

/** Checks that the output is a TypeScript file. Other tools would read types in another file as another language. */
function fileOfTypes(typed: string): string {
  if (typed === "-" || /\.[cm]?ts$/u.test(typed)) return typed;
  throw new InvalidArgumentError("Expected a file whose name ends in `.ts`, such as src/api.d.ts, or `-`.");
}
