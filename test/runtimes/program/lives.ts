import { settleAll } from "@specloom/runtime";
import type { Roe } from "@specloom/roe";
import type { RoeStart } from "../../support/stand-ins/roe.js";
import { caught } from "../../support/caught.js";
import { macrotask, pause } from "./assert.js";
import { FAST } from "./fixture.js";
import type { LabServer } from "./lab-client.js";

/** What a life is lived with. */
export interface Means {
  readonly client: Roe;
  readonly server: LabServer<RoeStart>;
  readonly controller: AbortController;
}

/** Something that a process does. */
export interface Life {
  readonly name: string;
  /** Resolves when all is over that the process waits for. */
  readonly live: (means: Means) => Promise<unknown>;
}

/** Milliseconds for which those that stay have to. */
export const STAY_MS = 400;

const NEVER_MS = 60_000;
const SLOW = { minDelayMs: NEVER_MS, maxDelayMs: NEVER_MS };
const endless: RoeStart = { script: [{ status: 1, ms: NEVER_MS }, { status: 3 }] };
const ending: RoeStart = { script: [{ status: 1, ms: STAY_MS }, { status: 3 }] };

/** Aborts what `begin` starts, once it is under way. */
async function abort({ controller }: Means, begin: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const error = caught(begin(controller.signal));
  await pause(60);
  controller.abort("enough");
  if ((await error) !== "enough") throw new Error("over before it was aborted");
}

/** After these nothing is awaited, so the process has to end. */
export const mortals: readonly Life[] = [
  {
    name: "a call was answered",
    live: async ({ client, server }) => client.agents.jobs.getStatus(await server.startJob(ending)),
  },
  {
    name: "a wait succeeded",
    live: async ({ client, server, controller: { signal } }) => {
      const id = await server.startJob({ script: [{ status: 1, polls: 3 }, { status: 3 }] });
      return client.agents.jobs.waitFor(id, { ...FAST, signal });
    },
  },
  {
    name: "a wait was aborted between polls",
    live: async (means) => {
      const id = await means.server.startJob(endless);
      return abort(means, (signal) => means.client.agents.jobs.waitFor(id, { ...SLOW, signal }));
    },
  },
  {
    name: "a wait reached its deadline",
    live: async ({ client, server }) =>
      caught(client.agents.jobs.waitFor(await server.startJob(endless), { ...FAST, deadlineMs: 60 })),
  },
  {
    name: "updates were left",
    live: async ({ client, server }) => {
      for await (const _ of client.agents.jobs.job(await server.startJob(endless)).updates(SLOW)) break;
    },
  },
  {
    name: "many jobs were left when the first had ended",
    live: async ({ client, server }) => {
      const scripts = [endless, endless, { script: [{ status: 5 }] }];
      const ids = await Promise.all(scripts.map((start) => server.startJob(start)));
      const settling = settleAll(ids.map((id) => client.agents.jobs.job(id, SLOW)));
      for await (const _ of settling.asCompleted()) break;
    },
  },
  {
    name: "a walk was left while a page was read ahead",
    live: async ({ client, server }) => {
      await Promise.all([server.startJob(endless), server.startJob(endless)]);
      await server.fault({ kind: "late", ms: NEVER_MS, url: "page=2" });
      for await (const _ of client.agents.jobs.list(server.agentId, { page_size: 1 }, { prefetch: 1 })) {
        await pause(30);
        break;
      }
    },
  },
  {
    name: "a call was aborted in its body",
    live: async (means) => {
      await means.server.fault({ kind: "slow-body", ms: NEVER_MS });
      return abort(means, (signal) => means.client.agents.jobs.getStatus(means.server.agentId, {}, { signal }));
    },
  },
  {
    name: "a call was aborted in its retry pause",
    live: async (means) => {
      await means.server.fault({ kind: "too-many", ms: 59_000 });
      return abort(means, (signal) => means.client.agents.jobs.getStatus(means.server.agentId, {}, { signal }));
    },
  },
];

/** While these are pending, and nothing else is, the process has to stay. */
export const pendings: readonly Life[] = [
  {
    name: "a wait",
    live: async ({ client, server }) =>
      client.agents.jobs.waitFor(await server.startJob(ending), { minDelayMs: STAY_MS, maxDelayMs: STAY_MS }),
  },
  {
    name: "the next update",
    live: async ({ client, server }) => {
      const job = client.agents.jobs.job(await server.startJob(ending));
      for await (const _ of job.updates({ minDelayMs: STAY_MS, maxDelayMs: STAY_MS })) await macrotask();
    },
  },
  {
    name: "several jobs",
    live: async ({ client, server }) => {
      const ids = await Promise.all([server.startJob(ending), server.startJob(ending)]);
      const waits = { minDelayMs: STAY_MS, maxDelayMs: STAY_MS };
      return await settleAll(ids.map((id) => client.agents.jobs.job(id, waits)));
    },
  },
  {
    name: "a retry pause",
    live: async ({ client, server }) => {
      const id = await server.startJob(ending);
      await server.fault({ kind: "too-many", ms: STAY_MS + 1 });
      return client.agents.jobs.getStatus(id);
    },
  },
  {
    name: "an answer",
    live: async ({ client, server }) => {
      const id = await server.startJob(ending);
      await server.fault({ kind: "late", ms: STAY_MS });
      return client.agents.jobs.getStatus(id);
    },
  },
];
