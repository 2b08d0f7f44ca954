import type { NewcomerApi, StandInAnswer } from "./api.js";

const ok = (body: unknown): StandInAnswer => ({ body });

/** Three APIs of three kinds: an offset and a job by its id, a cursor and a job by its URL, links and a job that is the resource. */
export const ownApis: readonly NewcomerApi[] = [
  {
    name: "vault",
    document: "vault.json",
    basePath: "/v2",
    script: `
import { Vault } from "vault-client";

const vault = new Vault({ apiKey: "vault key" });

const listed: string[] = [];
for await (const { table } of vault.exports.list({ limit: 2 })) listed.push(table);

const result = await vault.exports.runAndWait({ body: { table: "d" } }, { minDelayMs: 10 });
const bytes: number = result.bytes;
console.log(JSON.stringify({ listed, result: { url: result.url, bytes } }));
`,
    answers: {
      "GET /v2/exports?limit=2": [
        ok({ total: 3, items: ["a", "b"].map((table) => ({ id: table, table, status: "done" })) }),
      ],
      "GET /v2/exports?offset=2&limit=2": [ok({ total: 3, items: [{ id: "c", table: "c", status: "failed" }] })],
      "POST /v2/exports": [{ status: 202, body: { id: "x/7", table: "d", status: "queued" } }],
      "GET /v2/exports/x%2F7": ["running", "done"].map((status) => ok({ id: "x/7", table: "d", status })),
      "GET /v2/exports/x%2F7/result": [ok({ url: "https://files.example/7", bytes: 12 })],
    },
    asks: [
      "GET /v2/exports?limit=2",
      "GET /v2/exports?offset=2&limit=2",
      "POST /v2/exports",
      "GET /v2/exports/x%2F7",
      "GET /v2/exports/x%2F7",
      "GET /v2/exports/x%2F7/result",
    ],
    proves: ["x-vault-key", "vault key"],
    prints: { listed: ["a", "b", "c"], result: { url: "https://files.example/7", bytes: 12 } },
  },
  {
    name: "studio",
    document: "studio.yaml",
    basePath: "",
    // The guide says what the document does not: the header names the operation, which ends with the render.
    overlay: `
  - target: $.paths['/operations/{operationId}'].get
    description: As Studio's guide to renders says.
    update:
      x-specloom-job:
        resource: renders
        location: Operation-Location
        state: /status
        states: { pending: [queued, running], succeeded: [succeeded], failed: [failed] }
        error: /error
        start: [{ operation: RendersController_create }]
        result: { pointer: /render }
`,
    script: `
import { Studio } from "studio-client";

const studio = new Studio({ apiKey: "studio key" });

const listed: string[] = [];
for await (const { scene } of studio.renders.list()) listed.push(scene);

const result = await studio.renders.runAndWait({ body: { scene: "ice" } }, { minDelayMs: 10 });
console.log(JSON.stringify({ listed, result }));
`,
    answers: {
      "GET /renders": [ok({ data: [{ id: "1", scene: "sea" }], next_cursor: "m=" })],
      "GET /renders?cursor=m%3D": [ok({ data: [], next_cursor: "n" })],
      "GET /renders?cursor=n": [ok({ data: [{ id: "2", scene: "sky" }], next_cursor: null })],
      "POST /renders": [{ status: 202, headers: { "operation-location": "http://provider/operations/9?v=2" } }],
      "GET /operations/9?v=2": [
        ok({ status: "running" }),
        ok({ status: "succeeded", render: { id: "3", scene: "ice" } }),
      ],
    },
    asks: [
      "GET /renders",
      "GET /renders?cursor=m%3D",
      "GET /renders?cursor=n",
      "POST /renders",
      "GET /operations/9?v=2",
      "GET /operations/9?v=2",
    ],
    proves: ["authorization", "Bearer studio key"],
    prints: { listed: ["sea", "sky"], result: { id: "3", scene: "ice" } },
  },
  {
    name: "depot",
    document: "depot.json",
    basePath: "/api",
    isServed: true,
    overlay: `
  - target: $.paths['/disks/{name}'].get
    description: A disk is made in the background; its own state tells when it is there.
    update:
      x-specloom-job:
        id: name
        state: /properties/provisioningState
        states: { pending: [Creating], succeeded: [Succeeded], failed: [Failed] }
        start: [{ operation: putDisk, jobId: /name }]
`,
    script: `
import { Depot } from "depot-client";

const depot = new Depot({ auth: { basic: { username: "depot", password: "key" } } });

const listed: string[] = [];
for await (const page of depot.disks.list({ per_page: 1 }).pages()) listed.push(...page.items.map(({ name }) => name));

const started = await depot.disks.start("c", { body: { sizeGb: 8 } });
const outcome = await started.settle({ minDelayMs: 10 });
console.log(JSON.stringify({ listed, result: outcome.kind === "succeeded" ? outcome.result : outcome.kind }));
`,
    answers: {
      "GET /api/disks?per_page=1": [
        { headers: { link: '</api/disks?per_page=1&after=a>; rel="next"' }, body: [disk("a", "Succeeded")] },
      ],
      "GET /api/disks?per_page=1&after=a": [ok([disk("b", "Failed")])],
      "PUT /api/disks/c": [{ status: 201, body: disk("c", "Creating") }],
      "GET /api/disks/c": [ok(disk("c", "Creating")), ok(disk("c", "Succeeded"))],
    },
    asks: [
      "GET /api/disks?per_page=1",
      "GET /api/disks?per_page=1&after=a",
      "PUT /api/disks/c",
      "GET /api/disks/c",
      "GET /api/disks/c",
    ],
    proves: ["authorization", `Basic ${btoa("depot:key")}`],
    prints: { listed: ["a", "b"], result: disk("c", "Succeeded") },
  },
];

function disk(name: string, provisioningState: string): object {
  return { name, properties: { sizeGb: 8, provisioningState } };
}
