import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../../packages/toolchain/src/json.js";

/** One operation of the table, and the name that it is to have. */
export interface Row {
  readonly operationId: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly answers: "many" | "one" | "wrapped" | undefined;
  readonly name: string;
}

/** A section of the table: a document in one style. */
export interface Section {
  readonly style: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** The sections of `names.md`. */
export function readTable(): Section[] {
  const [, ...sections] = readFileSync(join(import.meta.dirname, "names.md"), "utf8").split(/^## /mu);
  return sections.map((text) => {
    const [heading = "", ...lines] = text.split("\n");
    const [style = "", title = ""] = heading.split(/: (.*)/su);
    const [, , ...cells] = lines.filter((line) => line.startsWith("|")).map(cellsOf);
    return { style, title, rows: cells.map(rowOf) };
  });
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("`", ""));
}

function rowOf([id = "", operation = "", tags = "", answers = "", name = ""]: readonly string[]): Row {
  const [method = "", path = ""] = operation.split(/ (.*)/su);
  if (!path.startsWith("/") || name === "" || !/^(many|one|wrapped|)$/u.test(answers))
    throw new Error(`Not a row: ${[id, operation, tags, answers, name].join(" | ")}`);
  return {
    operationId: id === "-" ? undefined : id,
    method,
    path,
    tags: tags === "" ? [] : tags.split(", "),
    answers: answers === "many" || answers === "one" || answers === "wrapped" ? answers : undefined,
    name,
  };
}

/** The document that a section describes. */
export function documentOfSection({ title, rows }: Section): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const row of rows) (paths[row.path] ??= {})[row.method.toLowerCase()] = operationOf(row);
  return { openapi: "3.1.0", info: { title, version: "1" }, paths };
}

function operationOf({ operationId, path, tags, answers }: Row): JsonObject {
  const list: JsonObject = { type: "array", items: {} };
  const wrapped: JsonObject = { type: "object", properties: { [path.split("/").at(-1) ?? ""]: list } };
  const schema = answers === "many" ? list : answers === "wrapped" ? wrapped : { type: "object" };
  return {
    ...(operationId === undefined ? {} : { operationId }),
    tags: [...tags],
    parameters: [...new Set(path.match(/[^{}]+(?=\})/gu))].map((name) => ({ name, in: "path", required: true })),
    responses: { 200: answers === undefined ? {} : { content: { "application/json": { schema } } } },
  };
}
