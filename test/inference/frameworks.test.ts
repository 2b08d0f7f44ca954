import { describe, expect, it } from "vitest";
import type { Contract, Job } from "../../packages/toolchain/src/contract/contract.js";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import { documentWith, identity } from "../toolchain/contract/support.js";
import { untidy } from "../toolchain/contract/names/promises.js";
import { djangoRest, djangoRestWants } from "./frameworks/django-rest.js";
import { fastApi, fastApiWants } from "./frameworks/fast-api.js";
import { nest, nestWants } from "./frameworks/nest.js";

const frameworks = [
  { name: "FastAPI", document: fastApi, wants: fastApiWants },
  { name: "Django REST", document: djangoRest, wants: djangoRestWants },
  { name: "NestJS", document: nest, wants: nestWants },
];

/** The parts of a job, by the names of their operations. */
function partsOf({ start = [], cancel, result, batch }: Job, { operations }: Contract): string[] {
  const nameOf = (id: string): string => operations.find((operation) => operation.id === id)?.name ?? id;
  return [
    ...start.map(({ operation }) => `start ${nameOf(operation)}`),
    ...(cancel === undefined ? [] : [`cancel ${nameOf(cancel.operation)}`]),
    ...(result !== undefined && "operation" in result ? [`result ${nameOf(result.operation)}`] : []),
    ...(batch === undefined ? [] : [`batch ${nameOf(batch.operation)}`]),
  ];
}

describe.each(frameworks)("a description in the style of $name needs no overlay", ({ document, wants }) => {
  const { contract, notes } = readContract(documentWith(document), identity);
  const names = contract.operations.map(({ name }) => name);

  it("has thirty operations, whose names are tidy and as wanted", () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(untidy(names)).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(wants.names));
    expect(notes.filter(({ kind }) => kind === "fallback")).toEqual([]);
  });

  it("pages every list", () => {
    const paginated = contract.operations.filter(({ pagination }) => pagination !== undefined).map(({ name }) => name);
    expect(paginated.toSorted()).toEqual(wants.paginated);
  });

  it("waits for every job, with all its parts", () => {
    const jobs = contract.jobs.map((job) => {
      const status = contract.operations.find(({ id }) => id === job.operation);
      return [status?.name, partsOf(job, contract)] as const;
    });
    expect(Object.fromEntries(jobs)).toEqual(wants.jobs);
  });
});
