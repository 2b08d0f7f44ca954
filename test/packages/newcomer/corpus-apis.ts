import type { NewcomerApi } from "./api.js";

const batch = (status: string): object => ({
  id: "batch_7",
  object: "batch",
  endpoint: "/v1/responses",
  input_file_id: "file_1",
  completion_window: "24h",
  status,
  created_at: 1_700_000_000,
});

const user = (name: string): object => ({ id: name, name, email: `${name}@mail.example` });

const terminal = (status: string): object => ({
  id: "pty_7",
  title: "build",
  command: "make",
  args: [],
  cwd: "/",
  status,
  pid: 7,
});

/** Three APIs of a corpus of documents that others wrote. */
export const corpusApis: readonly NewcomerApi[] = [
  {
    name: "openai",
    document: "3.1/openai.yaml",
    basePath: "/v1",
    script: `
import { Openai } from "openai-client";

const openai = new Openai({ apiKey: "openai key" });

const listed: string[] = [];
for await (const { id } of openai.batches.list({ limit: 1 })) listed.push(id);

const { status } = await openai.batches.waitFor("batch_7", { minDelayMs: 10 });
console.log(JSON.stringify({ listed, status }));
`,
    answers: {
      "GET /v1/batches?limit=1": [
        { body: { object: "list", data: [batch("failed")], first_id: "batch_7", last_id: "batch_7", has_more: true } },
      ],
      "GET /v1/batches?after=batch_7&limit=1": [
        { body: { object: "list", data: [batch("completed")], has_more: false } },
      ],
      "GET /v1/batches/batch_7": ["validating", "in_progress", "completed"].map((status) => ({ body: batch(status) })),
    },
    asks: [
      "GET /v1/batches?limit=1",
      "GET /v1/batches?after=batch_7&limit=1",
      "GET /v1/batches/batch_7",
      "GET /v1/batches/batch_7",
      "GET /v1/batches/batch_7",
    ],
    proves: ["authorization", "Bearer openai key"],
    prints: { listed: ["batch_7", "batch_7"], status: "completed" },
  },
  {
    name: "rpc",
    document: "3.0/rpc.yaml",
    basePath: "",
    // What waits here for its publication is declared by whoever wants to wait.
    overlay: `
  - target: $.paths['/posts/{postId}'].get
    description: A post is published by its editors, some time after it was written.
    update:
      x-specloom-job:
        id: postId
        state: /status
        states: { pending: [draft], succeeded: [published], cancelled: [archived] }
        start: [{ operation: createPost, jobId: /id }]
`,
    script: `
import { Rpc } from "rpc-client";

const rpc = new Rpc();

const listed: string[] = [];
for await (const { name } of rpc.users.list({ limit: 2 })) listed.push(name);

const content = { title: "On waiting", content: "Be patient." };
const post = await rpc.posts.runAndWait({ "X-Author-Id": "ada", body: content }, { minDelayMs: 10 });
console.log(JSON.stringify({ listed, status: post.status }));
`,
    answers: {
      "GET /users?limit=2": [{ body: [user("ada"), user("bob")] }],
      "GET /users?limit=2&offset=2": [{ body: [user("cleo")] }],
      "GET /users?limit=2&offset=3": [{ body: [] }],
      "POST /posts": [{ status: 201, body: { id: "9", title: "On waiting", content: "Be patient.", status: "draft" } }],
      "GET /posts/9": ["draft", "published"].map((status) => ({
        body: { id: "9", title: "On waiting", content: "Be patient.", status },
      })),
    },
    asks: [
      "GET /users?limit=2",
      "GET /users?limit=2&offset=2",
      "GET /users?limit=2&offset=3",
      "POST /posts",
      "GET /posts/9",
      "GET /posts/9",
    ],
    proves: ["accept", "application/json"],
    prints: { listed: ["ada", "bob", "cleo"], status: "published" },
  },
  {
    name: "opencode",
    document: "3.1/opencode.yaml",
    isServed: true,
    basePath: "",
    overlay: `
  - target: $.paths['/api/session'].get
    description: As the description of its cursor says.
    update:
      x-specloom-pagination:
        style: cursor
        request: { cursor: cursor, size: limit }
        response: { items: /items, next: /cursor/next }
  - target: $.paths['/pty/{ptyID}'].get
    description: A terminal is over once its command has exited.
    update:
      x-specloom-job:
        id: ptyID
        state: /status
        states: { pending: [running], succeeded: [exited] }
        start: [{ operation: pty.create, jobId: /id }]
`,
    script: `
import { Opencode } from "opencode-client";

const opencode = new Opencode();

const listed: string[] = [];
for await (const { id } of opencode.v2.session.list({ limit: 1 })) listed.push(id);

const terminal = await opencode.pty.start({ body: { command: "make" } });
const states: string[] = [];
for await (const { status } of terminal.updates({ minDelayMs: 10 })) states.push(status.status);
console.log(JSON.stringify({ listed, states, pid: (await terminal.wait()).pid }));
`,
    answers: {
      "GET /api/session?limit=1": [{ body: { items: [{ id: "s1" }], cursor: { next: "c 2" } } }],
      "GET /api/session?limit=1&cursor=c%202": [{ body: { items: [{ id: "s2" }], cursor: { previous: "c 1" } } }],
      "POST /pty": [{ body: terminal("running") }],
      "GET /pty/pty_7": [{ body: terminal("running") }, { body: terminal("exited") }],
    },
    asks: [
      "GET /api/session?limit=1",
      "GET /api/session?limit=1&cursor=c%202",
      "POST /pty",
      "GET /pty/pty_7",
      "GET /pty/pty_7",
    ],
    proves: ["accept", "application/json"],
    prints: { listed: ["s1", "s2"], states: ["running", "exited"], pid: 7 },
  },
];
