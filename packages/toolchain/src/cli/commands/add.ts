import { Command, Option } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";

interface Options extends FetchOptions {
  readonly package?: string;
  readonly title?: string;
  readonly overlay?: string;
  readonly output?: string;
}

export function addCommand(bind: Bind): Command {
  const command = new Command("add")
    .summary("add an API from its document")
    .description(
      "Copies an API's document byte for byte, writes source.yaml, a first overlay.yaml with the findings and, without --output, a package, and generates the client. Writes all of it or nothing.",
    )
    .argument("<name>", "its name, a folder of `specs`, such as `acme`")
    .argument("<documents...>", "file or https address of its OpenAPI document, or of its documentation pages")
    .option(
      "--package <name>",
      "npm name of its package (default: in the scope of the other packages, else <name>-client)",
    )
    .addOption(
      new Option("-o, --output <folder>", "folder of its client, instead of a package of its own").conflicts("package"),
    )
    .option("--title <title>", "its name in prose (default: the document's title)")
    .option("--overlay <file>", "an overlay that repairs the document first; its actions are copied");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["add acme openapi.yaml", "a file, with the files below its folder that it refers to"],
        ["add acme https://acme.example/openapi.json", "an address; `vendor acme` fetches it again"],
        ["add acme openapi.yaml --output src/api/acme", "its client in an app of this repository"],
        ["add acme list.md status.md", "documentation pages with an operation each"],
      ),
    )
    .action(
      bind(async (context, name: string, documents: string[], options: Options) => {
        const { runAdd } = await import("../add/add.js");
        const { package: packageName, title, overlay, output } = options;
        return runAdd(
          { name, documents, package: packageName, title, overlay, output, ...readFetchOptions(options) },
          context,
        );
      }),
    );
}
