import { settleAll } from "@specloom/runtime";
import { Crosmos } from "@specloom/crosmos";
import { Julep } from "@specloom/julep";
import { check, equal } from "../assert.js";
import type { Case } from "../case.js";
import { FAST, type Fixture } from "../fixture.js";

/** A job of each provider: Julep's ends first, then Crosmos's, then Roe's, which fails. */
async function three({ open, roe, options }: Fixture) {
  const [first, julep, crosmos] = await Promise.all([roe(), open("julep"), open("crosmos")]);
  const failing = [{ status: 1, polls: 20 }, { status: 4 }];
  const indexed = { status: "completed", completed: true, result: { facts: 3 } };
  const [roeId, julepId, crosmosId] = await Promise.all([
    first.server.startJob({ script: failing }),
    julep.startJob({ script: [{ state: "succeeded", has_progress: true, progress: 100 }] }),
    crosmos.startJob({ script: [{ status: "processing", polls: 4 }, indexed] }),
  ]);
  return [
    first.roe.agents.jobs.job(roeId, FAST),
    new Julep({ ...options, baseUrl: julep.url }).jobs.job(julepId, FAST),
    new Crosmos({ ...options, baseUrl: crosmos.url }).jobs.job(crosmosId, FAST),
  ] as const;
}

export const many: readonly Case[] = [
  {
    name: "settles jobs of three providers in the order they were given",
    async run(fixture) {
      const [roe, julep, crosmos] = await settleAll(await three(fixture));
      equal([roe.ok && roe.outcome.kind, julep.ok && julep.outcome.kind], ["failed", "succeeded"]);
      equal(crosmos.ok && crosmos.outcome.kind === "succeeded" && crosmos.outcome.result, { facts: 3 });
    },
  },
  {
    name: "gives jobs as they end, one failing without harm to the others",
    async run(fixture) {
      const order: number[] = [];
      for await (const { index } of settleAll(await three(fixture)).asCompleted()) order.push(index);
      equal(order, [1, 2, 0]);
    },
  },
  {
    name: "waits on one job share its polling",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1, polls: 3 }, { status: 3 }] });
      const waits = Array.from({ length: 20 }, () => client.agents.jobs.waitFor(id, FAST));
      equal(new Set((await Promise.all(waits)).map(({ outputs }) => outputs.length)).size, 1);
      equal((await server.requests()).length, 5);
    },
  },
  {
    name: "a hundred jobs end with no more requests at once than allowed",
    async run({ roe }) {
      let open = 0;
      let most = 0;
      const { roe: client, server } = await roe({
        scheduler: { maxInFlight: 4 },
        async fetch(url, init) {
          most = Math.max(most, ++open);
          try {
            return await globalThis.fetch(url, init);
          } finally {
            open--;
          }
        },
      });
      const ids = await Promise.all(
        Array.from({ length: 100 }, () => server.startJob({ script: [{ status: 1 }, { status: 5 }] })),
      );
      const settled = await settleAll(ids.map((id) => client.agents.jobs.job(id, FAST)));
      equal(new Set(settled.map((one) => one.ok && one.outcome.kind)).size, 1);
      check(most === 4, `${most} at once`);
    },
  },
];
