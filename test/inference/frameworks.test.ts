import { describe, expect, it } from "vitest";
import type { Contract, Job } from "../../packages/toolchain/src/contract/contract.js";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import { documentWith, identity } from "../toolchain/contract/support.js";
import { untidy } from "../toolchain/contract/names/promises.js";
import { djangoRest, djangoRestWants } from "./frameworks/django-rest.js";
import { fastApi, fastApiWants } from "./frameworks/fast-api.js";
import { crosmos, crosmosWants } from "./frameworks/crosmos.js";
import { julep, julepWants } from "./frameworks/julep.js";
import { nest, nestWants } from "./frameworks/nest.js";
import { roe, roeWants } from "./frameworks/roe.js";

const frameworks = [
  { name: "FastAPI", document: fastApi, wants: fastApiWants },
  { name: "Django REST", document: djangoRest, wants: djangoRestWants },
  { name: "NestJS", document: nest, wants: nestWants },
  { name: "Roe", least: 23, folded: ["v1_agents_run_versions_async_create"], document: roe, wants: roeWants },
  { name: "Julep", document: julep, wants: julepWants },
  { name: "Crosmos", least: 6, document: crosmos, wants: crosmosWants },
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

describe.each(frameworks)(
  "a description in the style of $name needs no overlay",
  ({ document, wants, least = 30, folded = [] }) => {
    const { contract, notes } = readContract(documentWith(document), identity);
    const names = contract.operations.map(({ name }) => name);

    it("has names that are tidy and as wanted", () => {
      expect(names.length).toBeGreaterThanOrEqual(least);
      expect(untidy(names)).toEqual([]);
      expect(names).toEqual(expect.arrayContaining(wants.names));
      expect(notes.flatMap(({ kind, operation }) => (kind === "fallback" ? [operation] : []))).toEqual(folded);
    });

    it("pages every list", () => {
      const paginated = contract.operations
        .filter(({ pagination }) => pagination !== undefined)
        .map(({ name }) => name);
      expect(paginated.toSorted()).toEqual(wants.paginated);
    });

    it("waits for every job, with all its parts", () => {
      const jobs = contract.jobs.map((job) => {
        const status = contract.operations.find(({ id }) => id === job.operation);
        return [status?.name, partsOf(job, contract)] as const;
      });
      expect(Object.fromEntries(jobs)).toEqual(wants.jobs);
    });
  },
);
