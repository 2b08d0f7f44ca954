import { readdirSync, readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { createRepository, type TemporaryRepository } from "./repository.js";
import { secureLoopback, type Upstream, upstream } from "./upstream.js";

const root = resolve(import.meta.dirname, "../..");

/** Hosts of each provider: of its pages and, where their headers name one, of the whole document. */
const hosts = {
  roe: { pages: "docs.roe-ai.com", whole: undefined },
  julep: { pages: "docs.julep.ai", whole: "https://api.julep.ai/api/openapi.json" },
  crosmos: { pages: "docs.crosmos.dev", whole: "https://api.crosmos.dev/openapi.json" },
} as const;

export type Provider = keyof typeof hosts;

export const providers: readonly Provider[] = ["roe", "julep", "crosmos"];

/** An edit that a provider makes in one of its pages: a text that stands there once, and what it becomes. */
export interface PageEdit {
  readonly page: string;
  readonly from: string;
  readonly to: string;
}

/** The three providers' hosts on this machine. */
export interface PublishedPages {
  readonly network: Upstream;
  close(): Promise<void>;
}

/** A repository with the providers' `specs` and packages' manifests as they stand here. */
export function providersRepository(): TemporaryRepository {
  const specs = providers.flatMap((provider) => {
    const folder = `specs/${provider}`;
    return readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);
  });
  const manifests = providers.map((provider) => `packages/${provider}/package.json`);
  return createRepository(Object.fromEntries([...specs, ...manifests].map((path) => [path, read(path)])));
}

/** Serves what the providers publish: the pages here, edited, their indexes, and the whole documents. */
export async function publishPages(edits: Partial<Record<Provider, readonly PageEdit[]>>): Promise<PublishedPages> {
  const texts = new Map(providers.flatMap((provider) => [...published(provider, edits[provider] ?? [])]));
  const listener: RequestListener = (request, response) => {
    const url = `https://${request.headers.host}${request.url}`;
    const text = texts.get(url);
    const type = url.endsWith(".json") ? "application/json" : url.endsWith(".md") ? "text/markdown" : "text/plain";
    response.writeHead(text === undefined ? 404 : 200, { "content-type": type }).end(text);
  };
  const server = await secureLoopback(listener);
  const names = [...texts.keys()].map((url) => new URL(url).host);
  const network = upstream({ hosts: Object.fromEntries(names.map((name) => [name, server])) });
  return { network, close: () => server.close() };
}

/** Everything that one provider publishes, by address. */
function published(provider: Provider, edits: readonly PageEdit[]): Map<string, string> {
  const { pages: host, whole } = hosts[provider];
  const files = readdirSync(join(root, "specs", provider)).filter((file) => file.endsWith(".md"));
  const pages = files.map((file) => ({ file, text: edited(read(`specs/${provider}/${file}`), file, edits) }));
  const links = pages.map(({ file, text }) => `- [${/^# (.+)$/mu.exec(text)?.[1]}](https://${host}/api/${file})`);
  return new Map([
    [`https://${host}/llms.txt`, `# Pages\n\n${links.join("\n")}\n`],
    ...pages.map(({ file, text }) => [`https://${host}/api/${file}`, text] as const),
    ...(whole === undefined ? [] : pages.map(({ text }) => [whole, wholeOf(text)] as const)),
  ]);
}

function edited(text: string, file: string, edits: readonly PageEdit[]): string {
  return edits
    .filter(({ page }) => page === file)
    .reduce((before, { from, to }) => {
      const parts = before.split(from);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
      return parts.join(to);
    }, text);
}

/** The document that a page was cut from, which here has nothing more. */
function wholeOf(page: string): string {
  return JSON.stringify(parse(/^````yaml [^\n]*\n(?<yaml>.*?)^````/msu.exec(page)?.groups?.["yaml"] ?? ""));
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
