import { isObject, type Json, ownMember } from "../../json.js";
import { oneLine } from "../../visible.js";
import type { Identity } from "./identity.js";
import type { Published } from "./published.js";

/** The text of NOTICE: the document's publisher and the terms that the document states. */
export function notice(
  { name, title, output }: Pick<Identity, "name" | "title" | "output">,
  published: Published,
  info: Json,
): string {
  const [first, second] = published.files;
  const subject =
    second === undefined
      ? `The file ${first?.file ?? ""}`
      : `The ${published.files.length} files that source.yaml lists`;
  const from = first?.url === undefined ? "" : ` (${new URL(first.url).origin})`;
  const sentences = [
    `${subject} in this folder ${second === undefined ? "is" : "are"} the work of the publisher of the ${title} API${from}${contact(info)}.`,
    `This copy is kept byte for byte, so that the client in ${output ?? `packages/${name}`} can be generated and checked against it.`,
    ...terms(info),
    "source.yaml and overlay.yaml are part of this repository.",
  ];
  return `${wrap(sentences.join(" "))}\n`;
}

/** Whether a document says whose it is, or under which terms. */
export function namesPublisher(info: Json): boolean {
  return ["contact", "license", "termsOfService"].some((key) => ownMember(info, key) !== undefined);
}

function contact(info: Json): string {
  const { name, url, email } = fields(ownMember(info, "contact"));
  const known = [name, url, email].filter((part) => part !== undefined);
  return known.length === 0 ? "" : ` (contact: ${known.join(", ")})`;
}

/** The terms that the document states (OpenAPI, "Info Object" and "License Object"). */
function terms(info: Json): string[] {
  const { name, url, identifier } = fields(ownMember(info, "license"));
  const { termsOfService } = fields(info);
  const licence = [name, identifier, url].filter((part) => part !== undefined);
  const stated = [
    ...(licence.length === 0 ? [] : [`The document states the licence ${licence.join(", ")}.`]),
    ...(termsOfService === undefined ? [] : [`The document names the terms of service ${termsOfService}.`]),
  ];
  if (stated.length > 0) return stated;
  return [
    "The document states no licence and no terms, and none is claimed here: it remains the property of its publisher, and this repository's licence does not cover it.",
  ];
}

/** The strings of an object, each on one line. */
function fields(value: unknown): Readonly<Record<string, string | undefined>> {
  if (!isObject(value)) return {};
  const texts = Object.entries(value).flatMap(([key, text]): [string, string][] => {
    const line = typeof text === "string" ? oneLine(text) : "";
    return line === "" ? [] : [[key, line]];
  });
  return Object.fromEntries(texts);
}

/** Wraps text at 120 characters; a longer word gets its own line. */
function wrap(text: string): string {
  return text.split(" ").reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf("\n") + 1);
    return last.length + 1 + word.length > 120 ? `${lines}\n${word}` : lines === "" ? word : `${lines} ${word}`;
  }, "");
}
