import { writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "specloom";
import { type Fault, type GitHubStandIn, githubStandIn, TOKEN } from "../../support/github.js";
import { type Loopback, loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";
import { committedRepository, git, rows } from "./commands.js";

// Each environment variable that can hold a key holds one, and a file outside of the repository is private. The key and the
// content of the file are never printed, written, committed or sent to another server.

const KEY = "Canary/Key+7f3a==";
const PRIVATE = "canary-of-a-private-file";

/** The forms of a key in texts. */
const forms = [KEY, encodeURIComponent(KEY), encodeURI(KEY), Buffer.from(`x-access-token:${TOKEN}`).toString("base64")];
const canaries = [...forms.flatMap((form) => [form, form.toLowerCase()]), TOKEN, PRIVATE];

let upstream: Loopback;
let elsewhere: Loopback;
let github: GitHubStandIn;
let repository: TemporaryRepository;
let outside: TemporaryRepository;
let origin: TemporaryRepository;
/** The next answer of the upstream. If undefined, it sends its document. */
let say: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;

beforeEach(async () => {
  say = undefined;
  const document = (response: ServerResponse): void =>
    void response.setHeader("content-type", "application/yaml").end(repository.read("specs/acme/openapi.yaml"));
  upstream = await loopback((request, response) => (say ?? (() => document(response)))(request, response));
  elsewhere = await loopback((_request, response) => void response.end("{}"));
  github = await githubStandIn();
  outside = createRepository({ "private.yaml": `${PRIVATE}: ${PRIVATE}\n` });
  origin = createRepository();
  repository = committedRepository(upstream.url);
  const { host } = new URL(upstream.url);
  const source = repository.read("specs/acme/source.yaml");
  repository.write("specs/acme/source.yaml", `${source}credentials: { "${host}": { env: ACME_KEY } }\n`);
  git(origin.root, "init", "--quiet", "--bare", "--initial-branch=main");
  git(repository.root, "remote", "add", "origin", origin.root);
  git(repository.root, "commit", "--quiet", "--all", "--message", "Name a credential");
});
afterEach(async () => {
  for (const folder of [repository, outside, origin]) folder.remove();
  await Promise.all([upstream, elsewhere, github].map((server) => server.close()));
});

const environment = (): Record<string, string> => ({
  ...github.env,
  ACME_KEY: KEY,
  ACME_API_KEY: KEY,
  NPM_TOKEN: KEY,
  NODE_AUTH_TOKEN: KEY,
  HTTPS_PROXY: `http://user:${encodeURIComponent(KEY)}@127.0.0.1:1`,
  GITHUB_ACTIONS: "true",
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Printed> =>
  specloom(repository.root, args, { env: { ...environment(), ...env } });

/** Everything that other people or servers can see after a command. */
function seen(printed: Printed): string {
  const requests = [...elsewhere.requests].map(({ method, url, rawHeaders }) => [method, url, rawHeaders]);
  return [
    printed.out,
    printed.err,
    ...Object.entries(repository.files()).flat(),
    ...Object.entries(origin.files()).flat(),
    git(origin.root, "log", "--all", "--patch"),
    JSON.stringify([requests, github.pulls, github.comments, github.writes]),
  ].join("\n");
}

function canariesIn(printed: Printed): string[] {
  const all = seen(printed);
  return canaries.filter((canary) => all.includes(canary));
}

describe("15: with keys in the environment, and a document that refers to a private file", () => {
  test.each(rows.filter((row) => !row.includes("stranger")).map((row) => [row.join(" "), row] as const))(
    "%s",
    async (_name, row) => {
      const reference = (path: string): string => `{ $ref: ${JSON.stringify(path)} }`;
      const file = join(outside.root, "private.yaml");
      const paths = [file, `file://${file}`, "../".repeat(20) + file.slice(1), `${elsewhere.url}/?key=1`];
      const schemas = paths.map((path, index) => `    S${index}: ${reference(path)}\n`).join("");
      const text = `openapi: 3.1.0\ninfo: { title: Bolt, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${schemas}`;
      writeFileSync(join(repository.root, "other.yaml"), text);
      expect(canariesIn(await run(row))).toEqual([]);
    },
  );
});

type Say = (request: IncomingMessage, response: ServerResponse) => void;

const yaml = { "content-type": "application/yaml" };
const answer =
  (status: number, headers: Record<string, string>, body = "", message = ""): Say =>
  (_request, response) =>
    void response.writeHead(status, message, headers).end(body);
const redirect =
  (location: (key: string) => string, headers: Record<string, string> = {}): Say =>
  (request, response) =>
    request.url?.startsWith("/next") === true
      ? void response.writeHead(404).end()
      : void response.writeHead(302, { location: location(encodeURIComponent(KEY)), ...headers }).end();

/** Answers in which an upstream sends the key back. */
const answers: Readonly<Record<string, Say>> = {
  "in its document": answer(200, yaml, `openapi: 3.1.0\ninfo: { title: "${KEY}", version: "1" }\npaths: {}\n`),
  "in a document that cannot be read": answer(200, yaml, `openapi: [${KEY}\n`),
  "in an ETag": answer(200, { ...yaml, etag: `"${KEY}"` }, "openapi: 3.1.0\n"),
  "in a media type": answer(200, { "content-type": `application/${KEY.replaceAll(/[/=]/gu, "")}` }, "x"),
  "in a content coding": answer(200, { ...yaml, "content-encoding": KEY }, "x"),
  "in a status": answer(401, { "www-authenticate": `Bearer realm="${KEY}"` }, KEY, KEY),
  "in the path of a redirect": redirect((key) => `/next/${key}`),
  "in the query of a redirect": redirect((key) => `/next?key=${key}`),
  "in a redirect to another host": redirect((key) => `${elsewhere.url}/${key}?key=${key}`),
  "in a redirect to another scheme": redirect((key) => `ftp://127.0.0.1/${key}`),
  "as a host": redirect(() => `https://${KEY.replaceAll(/[^a-z\d]/giu, "-")}.example/`),
  "as a password": redirect((key) => `${elsewhere.url.replace("//", `//user:${key}@`)}/`),
  "in a redirect that is none": redirect((key) => `http://[${key}`),
  "in a cookie": redirect(() => "/next", { "set-cookie": `key=${KEY}` }),
  "in a page of HTML": answer(200, { "content-type": "text/html" }, `<p>${KEY}</p>`),
};

describe.each(["vendor", "drift --upstream", "propose"])("15: an upstream says its key back to %s", (command) => {
  test.each(Object.entries(answers))("%s", async (_name, said) => {
    say = said;
    const printed = await run(command.split(" "));
    expect(upstream.requests.length).toBeGreaterThan(0);
    expect(upstream.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(canariesIn(printed)).toEqual([]);
    expect(elsewhere.requests).toEqual([]);
  });
});

/** A newer version of the document, with another path. */
const newer = (): string => repository.read("specs/acme/openapi.yaml").replace("  /widgets:", "  /gadgets:");

const echo = `bad token ${TOKEN}, Bearer ${TOKEN}`;

describe("15: GitHub says its token back", () => {
  test.each<[string, Fault]>([
    ["in the message of a refusal", { status: 401, body: { message: echo } }],
    [
      "in the reasons of an invalid request",
      { status: 422, body: { message: "invalid", errors: [echo, { message: echo }] } },
    ],
    [
      "in the fields of a reason",
      { status: 422, body: { message: "", errors: [{ resource: echo, field: TOKEN, code: TOKEN }] } },
    ],
    ["where nothing is found", { status: 404, body: { message: echo } }],
    ["in a list that is none", { status: 200, body: { message: echo } }],
    ["in a redirect", { status: 302, headers: { location: `/other/${TOKEN}` }, body: echo }],
  ])("%s", async (_name, fault) => {
    say = answer(200, yaml, newer());
    github.faults.push(...Array.from({ length: 9 }, () => fault));
    expect(canariesIn(await run(["propose"]))).toEqual([]);
  });

  test("as a server of git", async () => {
    const server = await loopback((request, response) =>
      response
        .writeHead(403, { "content-type": "text/plain" })
        .end(`${TOKEN} ${request.headers.authorization?.replace("Basic ", "")} is refused\n`),
    );
    try {
      git(repository.root, "remote", "set-url", "origin", `${server.url}/acme/clients.git`);
      say = answer(200, yaml, newer());
      const printed = await run(["propose"], { GITHUB_SERVER_URL: server.url });
      expect(server.requests.length).toBeGreaterThan(0);
      expect(printed.code).not.toBe(0);
      expect(canariesIn(printed)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test("15: no error that a program catches has a key in what it shows", async () => {
  for (const said of Object.values(answers)) {
    say = said;
    const thrown: unknown[] = [];
    const terminal = {
      out: (text: string) => thrown.push(text),
      err: (text: string) => thrown.push(text),
      interactive: false,
    };
    await main({ args: ["vendor"], cwd: repository.root, env: environment() }, terminal).catch((error: unknown) =>
      thrown.push(error),
    );
    expect(canaries.filter((canary) => inspect(thrown, { depth: 10 }).includes(canary))).toEqual([]);
  }
});
