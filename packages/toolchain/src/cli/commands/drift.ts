import { Command, Option } from "commander";
import { reportedLevels, type ReportedLevel } from "../../drift/describe.js";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";

/** The formats of a report. */
export const formats = ["terminal", "json", "markdown", "github", "sarif", "html", "changeset"] as const;

export type Format = (typeof formats)[number];

interface Options extends FetchOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: Format;
  readonly failOn: ReportedLevel | "never";
  readonly output?: string;
  readonly upstream?: true;
  readonly comment?: true;
  readonly all?: true;
}

export function driftCommand(bind: Bind): Command {
  const command = new Command("drift")
    .summary("report what changed between two states of a document, and which users it breaks")
    .description(
      "Reports what changed between two states of providers' documents: on the wire, and in the TypeScript " +
        "that users import. A state is a document or its address, `-` for standard input, a folder with a source.yaml " +
        "or with `specs`, a git revision, or a document of one (`revision:path`).",
    )
    .argument("[providers...]", "folders of `specs` (default: all)")
    .option("--from <state>", "the earlier state (default: the working tree)")
    .addOption(new Option("--to <state>", "the later state (default: the working tree)").conflicts("upstream"))
    .option("--upstream", "the later state is what providers publish now (default without --from and --to)")
    .addOption(new Option("--format <format>", "format of the report").choices(formats).default("terminal"))
    .addOption(
      new Option("--fail-on <level>", "exit 1 if a finding is of this level or worse")
        .choices([...reportedLevels, "never"])
        .default("breaking"),
    )
    .option("--all", "list every finding by itself")
    .option("--output <file>", "write the report into a file")
    .option(
      "--comment",
      "in GitHub Actions: add the report to the job's summary, and keep one comment on the pull request",
    );
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(
        ["drift", "what providers have changed"],
        ["drift --from main", "what this branch changed"],
        ["drift acme --from v1.2.0 --format markdown", "one provider, as Markdown"],
        ["drift --from old.yaml --to new.yaml", "any two documents"],
        ["drift --from main:api/openapi.yaml --to api/openapi.yaml", "a document, and as it was"],
      ),
    )
    .action(
      bind(
        async (
          context,
          names: string[],
          { from, to, upstream, format, failOn, output, comment, all, ...options }: Options,
        ) => {
          const { runDrift } = await import("../drift.js");
          return runDrift(
            {
              names,
              from,
              to,
              isUpstream: upstream === true || (from === undefined && to === undefined),
              fetching: readFetchOptions(options),
              format,
              isAll: all === true,
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
