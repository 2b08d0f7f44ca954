import { type Answer, json, type Received } from "../support/stand-ins/answer.js";
import { startCrosmos } from "../support/stand-ins/crosmos.js";
import * as faults from "../support/stand-ins/faults.js";
import { startJulep } from "../support/stand-ins/julep.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID, startRoe } from "../support/stand-ins/roe.js";
import { type Served, serve } from "../support/stand-ins/server.js";
import type { StandIn } from "../support/stand-ins/stand-in.js";
import { startEcho } from "./echo.js";
import type { FaultOrder, ServerFacts, ServerName } from "./orders.js";

/** A stand-in that a program commands over HTTP. */
type Server = Pick<StandIn<never>, "url" | "requests" | "faults" | "close"> & {
  /** Starts the job that a JSON text describes. */
  readonly startJob: (text: string) => string;
};

/** Text files that the lab serves, by path. */
export type Files = Readonly<Record<string, { readonly type: string; readonly text: string }>>;

/**
 * A server that starts stand-ins for a program in another process, or in a browser: `POST /servers`, then `/jobs`,
 * `/faults` and `/requests` below a server's path. Closing it closes them all.
 */
export async function startLab(key: string, files: Files = {}): Promise<Served> {
  const servers: Server[] = [];
  const { origin, close } = await serve(async (request) => {
    const { method, url, body } = request;
    const file = files[url];
    if (file !== undefined) return { status: 200, headers: { "content-type": file.type }, body: file.text };
    if (method === "POST" && url === "/servers") return json(201, await open(JSON.parse(body), key, servers));
    const [, id = "", what = ""] = /^\/servers\/(\d+)\/?(\w*)$/.exec(url) ?? [];
    const server = servers[Number(id)];
    return server === undefined || id === "" ? notFound() : command(server, `${method} ${what}`, request);
  });
  return {
    origin,
    close: async () => {
      await Promise.all([close(), ...servers.map((server) => server.close())]);
    },
  };
}

async function open(name: ServerName, key: string, servers: Server[]): Promise<ServerFacts> {
  const options = { key, cors: true };
  const starts: Readonly<Record<ServerName, () => Promise<Server>>> = {
    roe: async () => commanded(await startRoe(options)),
    julep: async () => commanded(await startJulep(options)),
    crosmos: async () => commanded(await startCrosmos(options)),
    echo: async () => commanded(await startEcho(options)),
  };
  const server = await starts[name]();
  const id = `${servers.push(server) - 1}`;
  return { id, url: server.url, agentId: ROE_AGENT_ID, organizationId: ROE_ORGANIZATION_ID };
}

function commanded<Start>(server: StandIn<Start>): Server {
  return { ...server, startJob: (text) => server.startJob(JSON.parse(text)) };
}

async function command(server: Server, what: string, { body }: Received): Promise<Answer> {
  switch (what) {
    case "POST jobs":
      return json(201, server.startJob(body));
    case "POST faults":
      plan(server, JSON.parse(body));
      return json(201, null);
    case "GET requests":
      return json(200, server.requests);
    case "DELETE ":
      await server.close();
      return json(200, null);
    default:
      return notFound();
  }
}

function plan(server: Server, order: FaultOrder): void {
  const { times = 1, url = "" } = order;
  server.faults.add(faultOf(order), { times, url: new RegExp(url) });
}

function faultOf(order: FaultOrder): faults.Fault {
  switch (order.kind) {
    case "unavailable":
      return faults.unavailable();
    case "reset":
      return faults.reset();
    case "truncated":
      return faults.truncated();
    case "wrong-type":
      return faults.wrongType();
    case "late":
      return faults.late(order.ms);
    case "slow-body":
      return faults.slowBody(order.ms);
    case "too-many":
      // Whole seconds as a standard `Retry-After`; anything else in the header that takes milliseconds.
      return order.ms % 1_000 === 0 ? faults.tooMany.seconds(order.ms / 1_000) : faults.tooMany.milliseconds(order.ms);
    case "redirect":
      return faults.redirect(order.location);
    case "failing":
      return faults.failing(order.status, order.body);
    case "fields":
      return faults.withFields(order.fields);
  }
}

function notFound(): Answer {
  return json(404, { message: "the lab has no such place" });
}
