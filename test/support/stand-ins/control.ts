import { json } from "./answer.js";
import type { Served } from "./server.js";
import { serve } from "./server.js";
import type { StandIn } from "./stand-in.js";

/**
 * A second port of a stand-in, for tests in other processes: `POST /jobs` starts a job with the body's script and
 * gives its id, `GET /requests` gives what the stand-in was asked.
 */
export function startControl<Start>(standIn: StandIn<Start>, read: (body: unknown) => Start): Promise<Served> {
  return serve(({ method, url, body }) => {
    if (method === "POST" && url === "/jobs") return json(201, { id: standIn.startJob(read(JSON.parse(body))) });
    if (method === "GET" && url === "/requests") return json(200, standIn.requests);
    return json(404, { message: "the control port has POST /jobs and GET /requests" });
  });
}
