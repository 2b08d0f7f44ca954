import { check, equal, pause } from "../assert.js";
import type { Case } from "../case.js";
import { counted } from "../counted.js";
import { shown } from "../shown.js";

export const leftovers: readonly Case[] = [
  {
    name: "after a wait no timer, request or listener is left",
    async run({ roe }) {
      const { options, held, controller } = counted();
      const { roe: client, server } = await roe(options);
      const id = await server.startJob({ script: [{ status: 1, polls: 3 }, { status: 3 }] });
      const { signal } = controller();
      const wait = client.agents.jobs.waitFor(id, { minDelayMs: 20, maxDelayMs: 20, signal });
      await pause(10);
      check(held.timers > 0 && held.listeners === 1, `not counted: ${JSON.stringify(held)}`);
      await wait;
      equal(held, { timers: 0, requests: 0, listeners: 0 });
    },
  },
  {
    name: "no error and no log line shows a key",
    async run({ errors, log, options: { apiKey }, caught }) {
      const key = String(apiKey);
      await caught(Promise.reject(new Error("a canary", { cause: { headers: new Headers({ "x-key": key }) } })));
      const canary = errors.pop();
      check(shown(canary).includes(key), "the search finds nothing");
      check(errors.length > 20 && log.length > 100, `${errors.length} errors, ${log.length} lines`);
      equal(errors.filter((error) => shown(error).includes(key)).length, 0);
      equal(
        log.filter((line) => line.includes(key)),
        [],
      );
    },
  },
  {
    name: "no rejection went unhandled",
    async run({ unhandled }) {
      await pause(20);
      equal(unhandled.map(String), []);
      void Promise.reject(new Error("a canary"));
      await pause(20);
      equal(unhandled.map(String), ["Error: a canary"]);
    },
  },
];
