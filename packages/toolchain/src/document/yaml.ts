import { Composer, type CST, type Document, Lexer, Parser, type YAMLParseError, type YAMLWarning } from "yaml";
import { ToolchainError } from "../errors.js";
import { type LocatedData, MAX_DEPTH, type Recovery, TEXT_FIELDS, type TextFields } from "./data.js";
import type { SourceText } from "../openapi/document.js";
import { locationAt, type MutableTextPosition, type PositionToLocation, locationsIn } from "./position.js";
import { parsedText } from "./text.js";
import { NodeReader } from "./yaml-node.js";

/**
 * Reads one YAML 1.2 document, core schema, as plain data, with the merge keys of YAML 1.1.
 *
 * Strict: what JSON cannot hold, and what two readers could take differently, is an error with its line. Aliases are
 * expanded to copies, so that no two places of the result share an object.
 * @param texts Fields whose values are read as text. They are fields of the mapping at the root, or of each mapping in the
 *   list at the root.
 * @param recovered Gets what is not well-formed where the library knows how it was meant; an error where not given.
 * @throws ToolchainError `document/unreadable`, `too-large`, `too-deep`, `duplicate-key`, `alias`, `tag`,
 *   `several-documents` or `number`
 */
export function readYaml(source: SourceText, recovered?: Recovery[], texts: TextFields = TEXT_FIELDS): LocatedData {
  const text = parsedText(source);
  const position = locationsIn(source.path, text);
  const document = compose(parse(text, position), position, recovered);
  const root: MutableTextPosition = { offset: document?.contents?.range[0] ?? 0 };
  const reader = new NodeReader(position, recovered);
  const value = document === undefined ? null : reader.read(document.contents, root, texts);
  return { value, locate: (pointer) => locationAt(root, pointer, source.path, position) };
}

/** A document, its root mapping or sequence, and the scalar in the making stand on the parser's stack with the rest. */
const MAX_STACK = MAX_DEPTH + 2;

/**
 * Runs the parser under a watch on its stack. The library composes recursively, and on flow collections nested by the
 * thousand it exhausts memory before it reports anything: depth must be bounded before composing.
 */
function parse(text: string, position: PositionToLocation): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "document") documents += 1;
    }
    const { stack, offset } = parser;
    if (documents > 0 && stack[0]?.type === "document") throw severalDocuments(position(stack[0].offset));
    if (stack.length > MAX_STACK) throw tooDeep(position(offset));
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Mistakes around one scalar, after which the library goes on with what is meant: `@x`, `"\d"`, `"a" b`. */
function isRecoverable({ code, message }: YAMLParseError | YAMLWarning): boolean {
  const isOfScalar = code === "BAD_SCALAR_START" || code === "BAD_DQ_ESCAPE" || code === "KEY_OVER_1024_CHARS";
  return isOfScalar || (code === "UNEXPECTED_TOKEN" && message.startsWith("Unexpected scalar at node end"));
}

function compose(
  tokens: readonly CST.Token[],
  position: PositionToLocation,
  recovered: Recovery[] | undefined,
): Document.Parsed | undefined {
  const options = {
    schema: "core",
    stringKeys: true,
    intAsBigInt: true,
    uniqueKeys: false,
    resolveKnownTags: false,
  } as const;
  const [document] = new Composer(options).compose(tokens);
  for (const problem of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) {
    // The reader of nodes knows the tags.
    if (problem.code === "TAG_RESOLVE_FAILED") continue;
    // The library quotes what it stumbled on, which in a hostile text may be all of it.
    const message = problem.message.length > 300 ? `${problem.message.slice(0, 300)}…` : problem.message;
    const location = position(problem.pos[0]);
    if (recovered === undefined || !isRecoverable(problem))
      throw new ToolchainError("document/unreadable", message, {
        location,
        hint: problem.code === "TAB_AS_INDENT" ? "Indent with spaces." : "Correct the YAML at this place.",
      });
    recovered.push({ message: message.split(" at line", 1).join(), location });
  }
  return document;
}

function severalDocuments(location: ReturnType<PositionToLocation>): ToolchainError {
  return new ToolchainError("document/several-documents", "Expected one YAML document, found a second", { location });
}

function tooDeep(location: ReturnType<PositionToLocation>): ToolchainError {
  const message = `Expected at most ${MAX_DEPTH} levels of nesting, found more`;
  return new ToolchainError("document/too-deep", message, { location });
}
