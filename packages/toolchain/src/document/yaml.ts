import { Composer, type CST, type Document, Lexer, Parser } from "yaml";
import { ToolchainError } from "../errors.js";
import { type LocatedData, MAX_DEPTH, TEXT_FIELDS } from "./data.js";
import type { SourceText } from "../openapi/document.js";
import { findPosition, type MutableTextPosition, type PositionToLocation, locationsIn } from "./position.js";
import { parsedText } from "./text.js";
import { NodeReader } from "./yaml-node.js";

/**
 * Reads one YAML 1.2 document, core schema, as plain data.
 *
 * Strict: what JSON cannot hold, and what two readers could take differently, is an error with its line. Aliases are
 * expanded to copies, so that no two places of the result share an object.
 * @throws ToolchainError `document/unreadable`, `too-large`, `too-deep`, `duplicate-key`, `alias`, `tag`, `merge-key`,
 *   `several-documents` or `number`
 */
export function readYaml(source: SourceText): LocatedData {
  const text = parsedText(source);
  const position = locationsIn(source.path, text);
  const document = compose(parse(text, position), position);
  const root: MutableTextPosition = { offset: document?.contents?.range[0] ?? 0 };
  const value = document === undefined ? null : new NodeReader(position).read(document.contents, root, TEXT_FIELDS);
  return { value, locate: (pointer) => ({ ...position(findPosition(root, pointer).offset), pointer }) };
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

function compose(tokens: readonly CST.Token[], position: PositionToLocation): Document.Parsed | undefined {
  const options = { schema: "core", stringKeys: true, intAsBigInt: true, uniqueKeys: false } as const;
  const [document] = new Composer(options).compose(tokens);
  const problem = document?.errors[0] ?? document?.warnings[0];
  if (problem === undefined) return document;
  // The library quotes what it stumbled on, which in a hostile text may be all of it.
  const message = problem.message.length > 300 ? `${problem.message.slice(0, 300)}…` : problem.message;
  const code = problem.code === "TAG_RESOLVE_FAILED" ? "document/tag" : "document/unreadable";
  throw new ToolchainError(code, message, { location: position(problem.pos[0]) });
}

function severalDocuments(location: ReturnType<PositionToLocation>): ToolchainError {
  return new ToolchainError("document/several-documents", "Expected one YAML document, found a second", { location });
}

function tooDeep(location: ReturnType<PositionToLocation>): ToolchainError {
  const message = `Expected at most ${MAX_DEPTH} levels of nesting, found more`;
  return new ToolchainError("document/too-deep", message, { location });
}
