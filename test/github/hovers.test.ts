import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { generate, type ProviderInput } from "specloom";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { inputOf } from "../support/provider-input.js";
import { githubInput, installGitHub } from "./github.js";

const root = resolve(import.meta.dirname, "../..");
const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  types: ["node"],
};

/** An API of chats as its kind is described: a stream by choice, a list, a job, answers of several media types. */
const chats = {
  openapi: "3.1.0",
  info: { title: "Chats", version: "1" },
  servers: [{ url: "https://api.chats.example" }],
  security: [{ key: [] }],
  paths: {
    "/chat/completions": {
      post: {
        operationId: "createChatCompletion",
        tags: ["chat"],
        "x-specloom-name": "chat.completions.create",
        requestBody: { required: true, content: json(model("ChatRequest")) },
        responses: {
          200: {
            description: "",
            content: { ...json(model("ChatCompletion")), "text/event-stream": { schema: model("ChatChunk") } },
          },
        },
      },
      get: {
        "x-specloom-name": "chat.completions.list",
        "x-specloom-pagination": {
          style: "cursor",
          request: { cursor: "after" },
          response: { items: "/data", next: "/last_id", hasMore: "/has_more" },
        },
        parameters: [{ name: "after", in: "query", schema: { type: "string" } }],
        responses: { 200: { description: "", content: json(model("ChatCompletionList")) } },
      },
    },
    "/files/{file_id}": {
      get: {
        "x-specloom-name": "files.get",
        parameters: [idOf("file_id", { oneOf: [{ type: "string" }, { type: "integer" }] })],
        responses: {
          200: {
            description: "",
            headers: { "X-Left": { schema: { type: "integer" } } },
            content: json({ oneOf: [model("File"), { type: "null" }] }),
          },
          404: { description: "", content: json(model("ChatError")) },
        },
      },
    },
    "/batches": {
      post: {
        operationId: "createBatch",
        "x-specloom-name": "batches.create",
        requestBody: { required: true, content: json({ type: "object", properties: { file: { type: "string" } } }) },
        responses: { 201: { description: "", content: json({ allOf: [model("Batch")] }) } },
      },
    },
    "/batches/{batch_id}": {
      get: {
        "x-specloom-name": "batches.get",
        "x-specloom-job": {
          id: "batch_id",
          state: "/status",
          states: { pending: ["running"], succeeded: ["done"], failed: ["failed"] },
          result: { pointer: "/output" },
          start: [{ operation: "createBatch", jobId: "/id" }],
        },
        parameters: [idOf("batch_id", { type: "string", format: "uuid" })],
        responses: { 200: { description: "", content: json(model("Batch")) } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer" } },
    schemas: {
      ChatRequest: {
        type: "object",
        required: ["text"],
        properties: { text: { type: "string" }, stream: { type: "boolean" } },
      },
      ChatCompletion: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      ChatChunk: { type: "object", required: ["delta"], properties: { delta: { type: "string" } } },
      ChatCompletionList: {
        type: "object",
        required: ["data", "has_more"],
        properties: {
          data: { type: "array", items: model("ChatCompletion") },
          has_more: { type: "boolean" },
          last_id: { type: "string" },
        },
      },
      File: { type: "object", required: ["id"], properties: { id: { type: "string" }, size: { type: "integer" } } },
      ChatError: { type: "object", properties: { message: { type: "string" } } },
      Output: { type: "object", properties: { file: { type: "string" } } },
      Batch: {
        type: "object",
        required: ["id", "status", "output"],
        properties: {
          id: { type: "string" },
          status: { type: "string", enum: ["running", "done", "failed"] },
          output: model("Output"),
        },
      },
    },
  },
};

function model(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: object): object {
  return { "application/json": { schema } };
}

function idOf(name: string, schema: object): object {
  return { name, in: "path", required: true, schema };
}

/** What a user writes who calls a client, and the types that the editor shows: of each constant, alias and parameter. */
interface Program {
  readonly client: string;
  /** Undefined for a package of this repository. */
  readonly input?: () => Promise<ProviderInput> | ProviderInput;
  readonly lines: readonly (readonly [code: string, type: string])[];
}

const programs: readonly Program[] = [
  {
    client: "Roe",
    lines: [
      ["const status = await client.agents.jobs.getStatus('1')", "AgentJobStatus"],
      ["const result = await client.agents.jobs.waitFor('1')", "AgentJobResultResponse"],
      ["const handle = client.agents.jobs.job('1')", "Job<AgentJobResultResponse, AgentJobStatus>"],
      ["const ended = await client.agents.jobs.job('1').wait()", "AgentJobResultResponse"],
      ["const first = await client.agents.jobs.list('1').page()", "Page<ListAgentJob, PaginatedListAgentJobList>"],
      ["const listed = (await client.agents.jobs.list('1').page()).items", "readonly ListAgentJob[]"],
      ["const all = await client.agents.jobs.list('1').toArray({ maxItems: 9 })", "ListAgentJob[]"],
      ["type Agent = Parameters<typeof client.agents.jobs.list>[0]", "string"],
      ["const { data: reply } = await client.agents.jobs.getResult('1').withResponse()", "AgentJobResultResponse"],
    ],
  },
  {
    client: "Julep",
    lines: [
      ["const status = await client.jobs.getStatus('1')", "JobStatus"],
      ["const result = await client.jobs.waitFor('1')", "JobStatus"],
      ["const handle = client.jobs.job('1')", "Job<JobStatus, JobStatus>"],
      ["const { data: reply } = await client.jobs.getStatus('1').withResponse()", "JobStatus"],
      ["type Id = Parameters<typeof client.jobs.getStatus>[0]", "string"],
    ],
  },
  {
    client: "Crosmos",
    lines: [
      ["const status = await client.jobs.getStatus('1')", "IngestionJobResponse"],
      ["const result = await client.jobs.waitFor('1')", "{ [key: string]: unknown; } | null | undefined"],
      [
        "const handle = client.jobs.job('1')",
        "Job<{ [key: string]: unknown; } | null | undefined, IngestionJobResponse>",
      ],
      ["const { data: reply } = await client.jobs.getStatus('1').withResponse()", "IngestionJobResponse"],
      ["type Id = Parameters<typeof client.jobs.getStatus>[0]", "string"],
    ],
  },
  {
    client: "Acme",
    input: () => inputOf({ path: "openapi.json", text: JSON.stringify(chats) }),
    lines: [
      ["const answer = await client.chat.completions.create({ body: { text: '' } })", "ChatCompletion"],
      [
        "const stream = await client.chat.completions.create({ body: { text: '', stream: true } })",
        "AsyncIterable<ServerSentEvent<ChatChunk>>",
      ],
      [
        "for await (const event of await client.chat.completions.create({ body: { text: '', stream: true } })) {}",
        "ServerSentEvent<ChatChunk>",
      ],
      [
        "for await (const { data: chunk } of await client.chat.completions.create({ body: { text: '', stream: true } })) {}",
        "ChatChunk",
      ],
      ["for await (const item of client.chat.completions.list()) {}", "ChatCompletion"],
      ["const page = await client.chat.completions.list().page()", "Page<ChatCompletion, ChatCompletionList>"],
      ["const file = await client.files.get(1)", "File | null"],
      ["const { data: read } = await client.files.get('1').withResponse()", "File | null"],
      ["type FileId = Parameters<typeof client.files.get>[0]", "string | number"],
      ["const batch = await client.batches.create({ body: {} })", "Batch"],
      ["const started = await client.batches.start({ body: {} })", "Job<Output, Batch>"],
      ["const output = await client.batches.waitFor('1')", "Output"],
      ["type BatchId = Parameters<typeof client.batches.get>[0]", "string"],
    ],
  },
  {
    client: "GitHub",
    input: async () => githubInput(await installGitHub()),
    lines: [
      ["const gist = await client.gists.get('1')", "GistSimple"],
      ["const gists = await client.gists.list().toArray({ maxItems: 9 })", "BaseGist[]"],
      ["const fork = (await client.gists.listForks('1').page()).items", "readonly GistSimple[]"],
      ["const { data: comment } = await client.gists.getComment('1', 2).withResponse()", "GistComment"],
      ["const repository = await client.repos.get('o', 'r')", "FullRepository"],
      ["const issue = await client.issues.get('o', 'r', 1)", "issue"],
      ["const pull = await client.pulls.get('o', 'r', 1)", "PullRequest"],
      ["const run = await client.actions.getWorkflowRun('o', 'r', 1)", "WorkflowRun"],
      ["for await (const label of client.issues.listLabelsForRepo('o', 'r')) {}", "label"],
      ["type Owner = Parameters<typeof client.repos.get>[0]", "string"],
      ["type Deployment = Parameters<typeof client.repos.getPagesDeployment>[2]", "string | number"],
      ["const deployed = await client.repos.waitFor('o', 'r', 1)", "PagesDeploymentStatus"],
    ],
  },
];

describe.each(programs)("the editor shows users of $client names", async ({ client, input, lines }) => {
  const folder = join(root, "test/.hovers");
  const provider = client.toLowerCase();
  const texts = new Map<string, string>();
  const generated = input && (await generate(await input()));
  for (const [path, text] of generated?.files ?? []) texts.set(join(folder, path), text);
  const from = generated === undefined ? `@specloom/${provider}` : `./packages/${provider}/src/index.js`;
  const file = join(folder, "program.ts");
  const head = `import { ${client} } from "${from}";\nconst client = new ${client}({ apiKey: "" });\nexport {};\n`;
  const code = lines.map(([line], index) => `async function f${index}() { ${line}; }`);
  texts.set(file, `${head}${code.join("\n")}\n`);
  const service = languageService(texts, file);

  test("with code that compiles", () => {
    expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
  });

  test.each(lines.map((line, index) => [...line, index] as const))("%s: %s", (line, type, index) => {
    const [before = "", name = ""] = /^.*?(?:const (?:\{ data: )?|type )(\w+)/u.exec(line) ?? [];
    const start = head.length + code.slice(0, index).join("\n").length + (index === 0 ? 0 : 1);
    const position = start + `async function f${index}() { `.length + before.length - name.length;
    const parts = service.getQuickInfoAtPosition(file, position)?.displayParts;
    const shown = ts.displayPartsToString(parts).replaceAll(/\s+/gu, " ");
    expect(shown).toMatch(new RegExp(String.raw`^(?:const|type) ${name}\b`, "u"));
    expect(shown.replace(/^(?:const \w+: |type \w+ = )/u, "")).toBe(type);
    expect(shown.length).toBeLessThanOrEqual(120);
  });
});

test("at forty places and more, none of which shows an object, save what a document has inside a schema", () => {
  const types = programs.flatMap(({ lines }) => lines.map(([, type]) => type));
  const named = types.filter((type) => /^[\w<>,.| [\]]+$/u.test(type));
  expect(named.length).toBeGreaterThanOrEqual(40);
  expect(types.filter((type) => !named.includes(type)).every((type) => type.includes("[key: string]"))).toBe(true);
});

function languageService(texts: ReadonlyMap<string, string>, file: string): ts.LanguageService {
  const folders = new Set([...texts.keys()].flatMap((path) => ancestors(path)));
  const read = (path: string): string | undefined => texts.get(path) ?? ts.sys.readFile(path);
  return ts.createLanguageService({
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => settings,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    readFile: read,
    fileExists: (path) => texts.has(path) || existsSync(path),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
  });
}

function ancestors(path: string): string[] {
  const above = join(path, "..");
  return above === root || above === path ? [] : [above, ...ancestors(above)];
}
