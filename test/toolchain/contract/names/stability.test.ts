import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readContract } from "../../../../packages/toolchain/src/contract/read-contract.js";
import { readDocument } from "../../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../../packages/toolchain/src/document/read-source.js";
import { findDocuments } from "../../../corpus/documents.js";
import { inputOf } from "../../../corpus/generate-document.js";
import { documentOf, documentWith, identity, namesOf } from "../support.js";
import { brokenPromises, numbered } from "./promises.js";
import { documentOfSection, readTable } from "./table.js";

const published = process.env["SPECLOOM_CORPUS"] ?? resolve(import.meta.dirname, "../../../../../shared/corpus");

it("a name that is another's with a number is found", () => {
  expect(numbered(["a.get", "a.get2", "b.list", "b.list_1", "c.v2", "c.v1"])).toEqual(["a.get2", "b.list_1"]);
});

describe("names are the same in any order, and none is another's with a number", () => {
  it.each(readTable())("$style: $title", (section) => {
    expect(brokenPromises(documentWith(documentOfSection(section)), 10)).toEqual([]);
  });

  it("in published documents", ({ skip }) => {
    skip(!existsSync(published), `There is no corpus in ${published}`);
    const { root, documents } = findDocuments(published);
    const broken = documents
      .filter(({ isValid }) => isValid)
      .flatMap((document) => {
        const input = inputOf(root, document, "acme");
        const read = readDocument(readSource(input.source), input.documents).document;
        return brokenPromises(read, 2).map((message) => `${document.path}: ${message}`);
      });
    expect(broken).toEqual([]);
  });
});

/** Methods of one name on different paths, which springdoc numbers in the order in which it finds them. */
const twins = (first: string, second: string) => `
paths:
  /v1/users: { get: { operationId: ${first} } }
  /v2/users: { get: { operationId: ${second} } }
`;

it("no number that a tool has put behind an id reaches a name", () => {
  const names = (first: string, second: string) => {
    const { contract } = readContract(documentOf(twins(first, second)), identity);
    return contract.operations.map(({ name }) => name);
  };
  expect(names("list_1", "list_2")).toEqual(["v1.users.list", "v2.users.list"]);
  expect(names("list_2", "list_1")).toEqual(["v1.users.list", "v2.users.list"]);
});

it("a new operation renames none that the lock has, whatever it reaches for", () => {
  const before = readContract(documentOf("paths: { /users: { get: { operationId: list } } }"), identity).contract;
  const after = readContract(documentOf(twins("list_1", "list")), identity, before.operations).contract;
  expect(namesOf(before)).toEqual({ list: "users.list" });
  expect(namesOf(after)).toEqual({ list: "users.list", list_1: "v1.users.list" });
});

it("a name whose first part every client has by now is given anew, and a note tells it", () => {
  const document = documentOf("paths: { /client/list: { get: { operationId: clientList } } }");
  for (const [first, kept] of [
    ["client", "clientResource.list"],
    ["withOptions", "clientResource.list"],
    ["clients", "clients.list"],
  ] as const) {
    const lock = [{ id: "clientList", name: `${first}.list`, method: "GET", path: "/client/list" }];
    const { contract, notes } = readContract(document, identity, lock);
    expect(namesOf(contract)).toEqual({ clientList: kept });
    const renamed = notes.filter(({ kind }) => kind === "renamed").map(({ message }) => message);
    const told = `'${first}.list' becomes '${kept}': code that uses it breaks. Every client has a member of the old name.`;
    expect(renamed).toEqual(kept === `${first}.list` ? [] : [told]);
  }
});
