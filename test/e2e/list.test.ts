import type { AgentsJobs, ListAgentJob } from "@specloom/roe";
import { NotFoundError, type Drift } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { followedBy, unavailable, withFields } from "../support/stand-ins/faults.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID, type RoeStart } from "../support/stand-ins/roe.js";
import type { StandIn } from "../support/stand-ins/stand-in.js";
import { asked, openRoe, UNKNOWN_ID } from "./clients.js";

const LIST = `GET /v1/agents/${ROE_AGENT_ID}/jobs/?`;
const ORG = `organization_id=${ROE_ORGANIZATION_ID}`;
const DAY = 86_400_000;

/** `count` old jobs, a day apart, the oldest first. */
function fill(server: StandIn<RoeStart>, count: number): string[] {
  return Array.from({ length: count }, (_, day) =>
    server.startJob({ script: [{ status: day % 2 === 0 ? 3 : 1 }], createdAt: Date.UTC(2026, 0, 1) + day * DAY }),
  );
}

async function idsOf(jobs: AsyncIterable<ListAgentJob>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of jobs) ids.push(id);
  return ids;
}

describe("list", () => {
  test("sends nothing until it is read, then one request for each page", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 5);
    const pager = client.agents.jobs.list(ROE_AGENT_ID, { page_size: 2, ordering: ["created_at"] });
    expect(server.requests).toEqual([]);
    expect(await idsOf(pager)).toEqual(ids);
    expect(asked(server)).toEqual([
      `${LIST}ordering=created_at&page_size=2&${ORG}`,
      `${LIST}ordering=created_at&page=2&page_size=2&${ORG}`,
      `${LIST}ordering=created_at&page=3&page_size=2&${ORG}`,
    ]);
  });

  const queries: readonly [string, AgentsJobs.ListParams, string][] = [
    ["a list of orderings joined by commas", { ordering: ["-created_at", "cost"] }, "ordering=-created_at,cost"],
    ["one ordering", { ordering: ["-cost"] }, "ordering=-cost"],
    ["no ordering at all where the list is empty", { ordering: [] }, ""],
    [
      "a date in ISO 8601",
      { created_from: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) },
      "created_from=2026-01-02T03%3A04%3A05.000Z",
    ],
    [
      "a date given as text",
      { created_to: "2026-01-02T03:04:05+02:00" },
      "created_to=2026-01-02T03%3A04%3A05%2B02%3A00",
    ],
    ["reserved characters", { search: "a&b=c d/é?#" }, "search=a%26b%3Dc%20d%2F%C3%A9%3F%23"],
    ["in the document's order", { page_size: 7, job_id: "x" }, "job_id=x&page_size=7"],
    ["an empty text", { search: "" }, "search="],
  ];
  test.each(queries)("writes %s", async (_name, params, query) => {
    const { client, server } = await openRoe();
    await client.agents.jobs.list(ROE_AGENT_ID, params).page();
    expect(asked(server)).toEqual([LIST + [query, ORG].filter((part) => part !== "").join("&")]);
  });

  test("goes page by page, and from a page's position in another client", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 5);
    const params: AgentsJobs.ListParams = { page_size: 2, ordering: ["created_at"] };
    const first = await client.agents.jobs.list(ROE_AGENT_ID, params).page();
    expect(first).toMatchObject({ hasNext: true, raw: { count: 5, previous: null } });
    const second = await first.next();
    expect(second?.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const position = JSON.parse(JSON.stringify(second?.position));
    const other = client.withOptions({ headers: { "X-Other": "1" } });
    expect(await idsOf(other.agents.jobs.list(ROE_AGENT_ID, params, { from: position }))).toEqual(ids.slice(4));
    expect((await second?.next())?.hasNext).toBe(false);
  });

  test("stops at maxItems, mid-page, and asks no further", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 6);
    const list = client.agents.jobs.list(ROE_AGENT_ID, { page_size: 2, ordering: ["created_at"] });
    expect((await list.toArray({ maxItems: 3 })).map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(server.requests.length).toBe(2);
  });

  test("an empty list is empty, and an agent that is not there is an error", async () => {
    const { client } = await openRoe();
    expect(await idsOf(client.agents.jobs.list(ROE_AGENT_ID))).toEqual([]);
    const error = await caught(idsOf(client.agents.jobs.list(UNKNOWN_ID)));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ detail: "Agent not found" });
  });

  test("outlives a fault between two pages", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 4);
    server.faults.add(unavailable(), { url: /[?&]page=2/ });
    expect(await idsOf(client.agents.jobs.list(ROE_AGENT_ID, { page_size: 2, ordering: ["created_at"] }))).toEqual(ids);
    expect(server.requests.length).toBe(3);
  });
});

describe("a next URL says only whether there is another page", () => {
  const rows: readonly [string, (evil: string) => unknown, number][] = [
    ["of another origin", (evil) => `${evil}/v1/agents/x/jobs/?page=2`, 2],
    ["of another scheme", () => "javascript:alert(1)?page=2", 2],
    ["with user-info", (evil) => `${evil.replace("//", "//user:password@")}/?page=2`, 2],
    ["without a page", (evil) => `${evil}/`, 2],
    ["with another page number", (evil) => `${evil}/?page=9`, 2],
    ["that is no URL", () => "http://[", 2],
    ["that climbs", () => "/../../admin?page=2", 2],
    ["null, whatever the count says", () => null, 1],
    ["empty", () => "", 1],
    ["absent", () => undefined, 1],
  ];
  test.each(rows)("%s", async (_name, next, pages) => {
    const { client, server } = await openRoe();
    const { server: evil } = await openRoe();
    fill(server, 4);
    server.faults.add(withFields({ next: next(evil.url) }));
    const list = client.agents.jobs.list(ROE_AGENT_ID, { page_size: 2 });
    expect((await idsOf(list)).length).toBe(pages * 2);
    expect(asked(server)).toEqual([`${LIST}page_size=2&${ORG}`, `${LIST}page=2&page_size=2&${ORG}`].slice(0, pages));
    expect(evil.requests).toEqual([]);
  });

  test("a server behind a proxy may think of itself as it likes", async () => {
    const { client, server } = await openRoe({}, { publicOrigin: "http://roe.internal" });
    const ids = fill(server, 5);
    const list = client.agents.jobs.list(ROE_AGENT_ID, { page_size: 2, ordering: ["created_at"] });
    expect(await idsOf(list)).toEqual(ids);
  });
});

describe("rows inserted while paging", () => {
  const insert = (server: StandIn<RoeStart>, createdAt: number, times: number) =>
    server.faults.add(
      followedBy(() => server.startJob({ script: [{ status: 0 }], createdAt })),
      { times },
    );

  test("repeat jobs in a plain list, newest first, and are reported", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 6);
    insert(server, Date.UTC(2026, 5, 1), 2);
    const drifts: Drift[] = [];
    const list = client.agents.jobs.list(
      ROE_AGENT_ID,
      { page_size: 2 },
      { onDrift: (drift) => void drifts.push(drift) },
    );
    const got = await idsOf(list);
    expect(got.length).toBeGreaterThan(new Set(got).size);
    expect(new Set(got)).toEqual(new Set(ids));
    expect(drifts).toContainEqual({ kind: "total", before: 6, now: 7 });
  });

  const rows: readonly [string, number][] = [
    ["newer than the walk", Date.now() + 365 * DAY],
    ["older than all", Date.UTC(2025, 0, 1)],
    ["among those already given", Date.UTC(2026, 0, 1) + DAY / 2],
  ];
  test.each(rows)("leave a walk each job exactly once: %s", async (_name, createdAt) => {
    const { client, server } = await openRoe();
    const ids = fill(server, 7);
    insert(server, createdAt, 3);
    const walk = client.agents.jobs.walk(ROE_AGENT_ID, { page_size: 2 });
    expect(await idsOf(walk)).toEqual(ids);
    expect(server.faults.left).toBe(0);
    for (const line of asked(server)) {
      expect(line).toMatch(/[?&]created_to=20\d\d-\d\d-\d\dT[^&]*Z&ordering=created_at,id&/);
    }
    expect(new Set(asked(server).map((line) => /created_to=[^&]*/.exec(line)?.[0])).size).toBe(1);
  });

  test("a walk keeps the caller's filters, and an end of the caller's", async () => {
    const { client, server } = await openRoe();
    const ids = fill(server, 7);
    const to = new Date(Date.UTC(2026, 0, 5));
    const walk = client.agents.jobs.walk(ROE_AGENT_ID, { page_size: 2, status_code: "3", created_to: to });
    expect(await idsOf(walk)).toEqual([ids[0], ids[2], ids[4]]);
    expect(asked(server)[1]).toBe(
      `${LIST}created_to=2026-01-05T00%3A00%3A00.000Z&ordering=created_at,id&page=2&page_size=2&status_code=3&${ORG}`,
    );
  });
});
