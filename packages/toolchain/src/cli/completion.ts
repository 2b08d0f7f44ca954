import type { Command } from "commander";

/** One completion of a shell, taken from the commands. */
interface Word {
  readonly name: string;
  readonly description: string;
}

interface CompletedCommand extends Word {
  /** Long options, including the global ones. */
  readonly options: readonly Word[];
  /** The values of an argument that is a choice. */
  readonly choices: readonly string[];
  /** Whether its arguments are folders of `specs`. */
  readonly takesProviders: boolean;
}

/** The characters of a provider's name, as a list that no locale changes. Other folders are no providers. */
const NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";

export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** The shell script that completes the program's commands, options and providers. */
export function completionScript(shell: Shell, program: Command): string {
  const all = optionsOf(program);
  const globalOptions = all.filter(({ name }) => name !== "--help");
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.summary(),
    options: [...optionsOf(command), ...globalOptions],
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    takesProviders: command.registeredArguments.some((argument) => ["providers", "what"].includes(argument.name())),
  }));
  return scripts[shell](commands, all);
}

type Script = (commands: readonly CompletedCommand[], options: readonly Word[]) => string;

const scripts: Readonly<Record<Shell, Script>> = {
  bash: (commands, options) => `# source <(specloom completion bash)
_specloom() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="" word index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$word" in
      ${names(commands).join(" | ")}) command="$word"; break ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
    "") _specloom_offer ${[...names(commands), ...names(options)].join(" ")} ;;
${commands.map((command) => `    ${command.name}) _specloom_offer ${words(command)}${command.takesProviders ? "; _specloom_providers" : ""} ;;`).join("\n")}
  esac
}
# Bash expands the words of compgen, so a folder's name could run as a command: words are compared here.
_specloom_offer() {
  local word
  for word in "$@"; do [[ "$word" == "$current"* ]] && COMPREPLY+=("$word"); done
}
_specloom_providers() {
  local folder
  for folder in specs/*/; do
    folder="\${folder#specs/}"
    case "\${folder%/}" in *[!${NAME_CHARACTERS}]*) ;; *) _specloom_offer "\${folder%/}" ;; esac
  done
}
complete -o default -F _specloom specloom
`,
  zsh: (commands, options) => `# source <(specloom completion zsh)
_specloom() {
  local command="" word providers=(specs/*(N/:t))
  providers=("\${(@)providers:#*[^${NAME_CHARACTERS}]*}")
  for word in \${words[2,CURRENT-1]}; do
    case $word in
      ${names(commands).join(" | ")}) command=$word; break ;;
    esac
  done
  case $command in
    "") compadd -- ${[...names(commands), ...names(options)].join(" ")} ;;
${commands.map((command) => `    ${command.name}) compadd -- ${words(command)}${command.takesProviders ? " $providers" : ""} || _files ;;`).join("\n")}
  esac
}
compdef _specloom specloom
`,
  fish: (commands, options) =>
    [
      "# specloom completion fish | source",
      ...commands.map(({ name, description }) => fish("__fish_use_subcommand", `-f -a ${name}`, description)),
      ...options.map(({ name, description }) => fish("__fish_use_subcommand", `-l ${name.slice(2)}`, description)),
      ...commands.flatMap((command) => [
        ...command.options.map(({ name, description }) => fish(seen(command), `-l ${name.slice(2)}`, description)),
        ...command.choices.map((choice) => fish(seen(command), `-f -a ${choice}`, command.name)),
        ...(command.takesProviders
          ? [
              fish(
                seen(command),
                `-f -a '(set -l folders specs/*/; string match --regex --groups-only "^specs/([${NAME_CHARACTERS}]+)/\\$" -- $folders)'`,
                "provider",
              ),
            ]
          : []),
      ]),
      "",
    ].join("\n"),
};

function optionsOf(command: Command): Word[] {
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap(({ long, description }) => (typeof long === "string" ? [{ name: long, description }] : []));
}

/** The completions after a command, on one line. */
function words({ options, choices }: CompletedCommand): string {
  return [...names(options), ...choices].join(" ");
}

function names(list: readonly Word[]): string[] {
  return list.map(({ name }) => name);
}

function seen({ name }: CompletedCommand): string {
  return `__fish_seen_subcommand_from ${name}`;
}

function fish(condition: string, completion: string, description: string): string {
  const quoted = description.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return `complete -c specloom -n '${condition}' ${completion} -d '${quoted}'`;
}
