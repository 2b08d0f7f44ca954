import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";

export function vendorCommand(bind: Bind): Command {
  const command = new Command("vendor")
    .summary("fetch what providers publish")
    .description(
      "Fetches the documents of all providers, or of those named, from the addresses in source.yaml. Writes nothing unless all are fetched and readable.",
    )
    .argument("[providers...]", "folders of `specs`")
    .option("--check", "write nothing; exit 1 if a document has changed");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(["vendor", "every provider"], ["vendor acme", "one of them"], ["vendor --check", "compare only"]),
    )
    .action(
      bind(async (context, names: string[], options: FetchOptions & { check?: true }) => {
        const { runVendor } = await import("../vendor.js");
        return runVendor({ names, check: options.check === true, ...readFetchOptions(options) }, context);
      }),
    );
}
