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
    .option("--from <document>", "take this file, address or `-` in place of the one provider's document")
    .option("--check", "write nothing; exit 1 if a document has changed");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["vendor", "every provider"],
        ["vendor acme", "one of them"],
        ["vendor acme --from new.yaml", "from a file that you have"],
        ["vendor --check", "compare only"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: FetchOptions & { check?: true; from?: string }) => {
        const { runVendor } = await import("../vendor.js");
        return runVendor(
          { names, from: options.from, check: options.check === true, ...readFetchOptions(options) },
          context,
        );
      }),
    );
}
