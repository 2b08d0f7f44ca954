import { relative, resolve } from "node:path";
import { GENERATED, type BannerText } from "../../emit/banner.js";
import { slashed } from "../../repository/gate/paths.js";
import { runCommand } from "../../repository/package-manager.js";
import { isAddress } from "../../document/file-name.js";
import { withoutCredentials } from "../add/typed-document.js";
import type { Project } from "../../repository/project/project.js";
import { shellWord } from "../../shell-word.js";
import type { StandaloneRequest } from "./request.js";

/**
 * The command that makes a client again, from the folder of the project's manifest. Paths are relative to that folder,
 * so that it is the same wherever the command was typed.
 */
export function commandLine(request: StandaloneRequest, project: Project, cwd: string, command = "generate"): string {
  const place = (typed: string): string => placeOf(typed, project, cwd);
  const repairs = request.writeOverlay ?? request.overlay;
  const overlay = repairs === undefined ? [] : ["--overlay", place(repairs)];
  const typed = argumentsOf(request, request.documents.map(place), project.folder, overlay);
  const program = project.isDeno ? "deno run --allow-all npm:specloom" : runCommand(project.packageManager);
  return [program, command, ...typed].join(" ");
}

/** The command that writes the first overlay file. It runs in the folder where the user typed the request. */
export function overlayCommand(request: StandaloneRequest, program: string, file: string): string {
  const typed = argumentsOf(request, request.documents.map(withoutCredentials), slashed(request.output), [
    "--write-overlay",
    file,
  ]);
  return [program, "generate", ...typed].join(" ");
}

/** The arguments of a request, quoted for a shell. */
function argumentsOf(
  { client, include, exclude, strict }: StandaloneRequest,
  documents: readonly string[],
  output: string,
  overlay: readonly string[],
): string[] {
  const options = [
    ["--output", output],
    overlay,
    ...(client === undefined ? [] : [["--client", client]]),
    ...include.map((pattern) => ["--include", pattern]),
    ...exclude.map((pattern) => ["--exclude", pattern]),
    ...(strict ? [["--strict"]] : []),
  ];
  return [...documents, ...options.flat()].map(shellWord);
}

/** The banner of a client outside of a repository of providers. */
export function standaloneBanner(
  request: StandaloneRequest,
  project: Project,
  cwd: string,
  command?: string,
): BannerText {
  const names = request.documents.map((typed) => (typed === "-" ? "standard input" : placeOf(typed, project, cwd)));
  return [
    `${GENERATED} ${names.join(", ")}. Do not edit: change what it is made of, then run`,
    `\`${commandLine(request, project, cwd, command)}\`.`,
  ];
}

function placeOf(typed: string, { root }: Project, cwd: string): string {
  return typed === "-" || isAddress(typed) ? withoutCredentials(typed) : slashed(relative(root, resolve(cwd, typed)));
}
