import { cpSync } from "node:fs";
import { resolve } from "node:path";
import { createRepository, type TemporaryRepository } from "./repository.js";

const input = resolve(import.meta.dirname, "../golden/paginated/input");

/** A temporary repository with one API, `acme`, of which nothing is generated yet: the golden case `paginated`. */
export function createAcmeRepository(): TemporaryRepository {
  const repository = createRepository();
  cpSync(input, repository.root, { recursive: true });
  return repository;
}
