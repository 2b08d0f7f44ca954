import { Command, Option } from "commander";
import { shownLevels, type ShownLevel } from "../../drift/describe.js";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";

/** The forms that a report comes in. */
export const formats = ["terminal", "json", "markdown", "github", "sarif", "html", "changeset"] as const;

export type Format = (typeof formats)[number];

interface Options extends FetchOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: Format;
  readonly failOn: ShownLevel | "never";
  readonly output?: string;
  readonly upstream?: true;
  readonly comment?: true;
}

export function driftCommand(bind: Bind): Command {
  const command = new Command("drift")
    .summary("tell what changed between two states of a document, and for whom it breaks")
    .description(
      "Tells what changed between two states of providers' documents: what it does on the wire, and to the TypeScript\n" +
        "that users import. A state is a document, a folder with a source.yaml, a folder with `specs`, or a git revision.",
    )
    .argument("[providers...]", "folders of `specs`; all that both states have where none is named")
    .option("--from <state>", "the earlier state (default: the working tree)")
    .addOption(new Option("--to <state>", "the later state (default: the working tree)").conflicts("upstream"))
    .option("--upstream", "take what providers publish now for the later state; so it is where nothing else is said")
    .addOption(new Option("--format <format>", "how to tell it").choices(formats).default("terminal"))
    .addOption(
      new Option("--fail-on <level>", "exit 1 where a finding is of this level or worse")
        .choices([...shownLevels, "never"])
        .default("breaking"),
    )
    .option("--output <file>", "write the report into a file")
    .option("--comment", "in GitHub Actions: add it to the job's summary, and keep one comment of the pull request");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["drift", "what providers have published since"],
        ["drift --from main", "what this branch changed"],
        ["drift acme --from v1.2.0 --format markdown", "one provider, as Markdown"],
        ["drift --from old.yaml --to new.yaml", "two documents of anybody's"],
      ),
    )
    .action(
      bind(
        async (
          context,
          names: string[],
          { from, to, upstream, format, failOn, output, comment, ...options }: Options,
        ) => {
          const { runDrift } = await import("../drift.js");
          return runDrift(
            {
              names,
              from,
              to,
              isUpstream: upstream === true || (from === undefined && to === undefined),
              reach: readFetchOptions(options),
              format,
              failOn: failOn === "never" ? undefined : failOn,
              output,
              isCommented: comment === true,
              today: new Date().toISOString().slice(0, 10),
            },
            context,
          );
        },
      ),
    );
}
