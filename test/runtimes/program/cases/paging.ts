import { UnsafeNextUrlError, paginate } from "@specloom/runtime";
import type { Roe } from "@specloom/roe";
import type { RoeStart } from "../../../support/stand-ins/roe.js";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";
import type { Fixture } from "../fixture.js";
import type { LabServer } from "../lab-client.js";

interface Listed {
  readonly client: Roe;
  readonly server: LabServer<RoeStart>;
  /** In the order that the list has them. */
  readonly ids: readonly string[];
}

/** An agent with five jobs, the newest first. */
async function listed({ roe }: Fixture): Promise<Listed> {
  const { roe: client, server } = await roe();
  const ids: string[] = [];
  for (let createdAt = 1; createdAt <= 5; createdAt++) {
    ids.unshift(await server.startJob({ script: [{ status: 0 }], createdAt }));
  }
  return { client, server, ids };
}

const SIZE = { page_size: 2 };

export const paging: readonly Case[] = [
  {
    name: "iterates all items, a page at a time",
    async run(fixture) {
      const { client, server, ids } = await listed(fixture);
      const pager = client.agents.jobs.list(server.agentId, SIZE);
      equal(await server.requests(), []);
      const found: string[] = [];
      for await (const { id } of pager) found.push(id);
      equal(found, ids);
      equal(
        (await server.requests()).map(({ url }) => new URL(url, server.url).searchParams.get("page")),
        [null, "2", "3"],
      );
    },
  },
  {
    name: "gives pages one after the other, and as a sequence",
    async run(fixture) {
      const { client, server } = await listed(fixture);
      const pager = client.agents.jobs.list(server.agentId, SIZE);
      const first = await pager.page();
      equal([first.items.length, first.hasNext, first.raw.count], [2, true, 5]);
      const last = await (await first.next())?.next();
      equal([last?.items.length, last?.hasNext, await last?.next()], [1, false, undefined]);
      const sizes: number[] = [];
      for await (const { items } of pager.pages()) sizes.push(items.length);
      equal(sizes, [2, 2, 1]);
    },
  },
  {
    name: "stops at maxItems without a further request",
    async run(fixture) {
      const { client, server, ids } = await listed(fixture);
      const items = await client.agents.jobs.list(server.agentId, SIZE).toArray({ maxItems: 2 });
      equal(
        items.map(({ id }) => id),
        ids.slice(0, 2),
      );
      equal((await server.requests()).length, 1);
    },
  },
  {
    name: "goes on from a position in another walk",
    async run(fixture) {
      const { client, server, ids } = await listed(fixture);
      const items = client.agents.jobs.list(server.agentId, SIZE)[Symbol.asyncIterator]();
      for (let count = 0; count < 3; count++) await items.next();
      const from = JSON.parse(JSON.stringify(items.position));
      const rest = await client.agents.jobs.list(server.agentId, SIZE, { from }).toArray({ maxItems: 9 });
      equal(
        rest.map(({ id }) => id),
        ids.slice(3),
      );
    },
  },
  {
    name: "break sends nothing more, read ahead or not",
    async run(fixture) {
      const { client, server } = await listed(fixture);
      await server.fault({ kind: "late", ms: 60_000, url: "page=2" });
      for await (const { id } of client.agents.jobs.list(server.agentId, SIZE, { prefetch: 1 })) {
        check(id !== "", "no id");
        break;
      }
      check((await server.requests()).length <= 2, "it went on");
    },
  },
  {
    name: "a next page on another host is asked for at home",
    async run(fixture) {
      const { client, server, ids } = await listed(fixture);
      const evil = await fixture.open("echo");
      await server.fault({ kind: "fields", fields: { next: `${evil.url}/?page=2` } });
      const items = await client.agents.jobs.list(server.agentId, SIZE).toArray({ maxItems: 9 });
      equal(
        items.map(({ id }) => id),
        ids,
      );
      equal(await evil.requests(), []);
    },
  },
  {
    name: "a next URL with user-info is refused",
    async run({ echo, caught }) {
      const { client, server } = await echo();
      await server.fault({ kind: "fields", fields: { rows: [1], next: "http://user:secret@127.0.0.1/?cursor=2" } });
      const parameters = [{ name: "cursor", in: "query" as const }];
      const pager = paginate<number, unknown>(
        client,
        { id: "list", method: "GET", path: "/list", parameters, accept: ["application/json"] },
        { style: "cursor", request: { cursor: "cursor" }, response: { items: "/rows", next: "/next" } },
        [],
      );
      instance(await caught(pager.toArray({ maxItems: 9 })), UnsafeNextUrlError);
      equal((await server.requests()).length, 1);
    },
  },
];
