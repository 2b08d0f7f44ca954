import { ToolchainError } from "../../errors.js";
import { safeUrl } from "./destination.js";

/** Environment variables. */
type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy of an address, from curl's variables: HTTPS_PROXY, else ALL_PROXY, unless NO_PROXY lists the host;
 * lower-case names take precedence. HTTP_PROXY is ignored, because plain http never leaves this machine.
 *
 * @throws {ToolchainError} `network/proxy` where the variable is not a usable proxy.
 */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const named = read("https_proxy", env) ?? read("all_proxy", env);
  if (named === undefined || url.protocol !== "https:" || isExempt(url, read("no_proxy", env) ?? "")) return undefined;
  const text = /^[a-z][a-z\d+.-]*:\/\//iu.test(named) ? named : `http://${named}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy !== undefined && /^https?:$/u.test(proxy.protocol)) return proxy;
  const found = proxy === undefined ? "an invalid URL" : safeUrl(proxy);
  throw new ToolchainError(
    "network/proxy",
    `Expected an http or https proxy in HTTPS_PROXY or ALL_PROXY, found ${found}`,
  );
}

function read(name: string, env: Env): string | undefined {
  const value = (env[name] ?? env[name.toUpperCase()])?.trim();
  return value === "" ? undefined : value;
}

/** Whether a list contains `*`, the host, or a domain of the host; each may have a port. */
function isExempt({ hostname, port }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/gu, "");
  return list
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((entry) => entry !== "")
    .some((entry) => {
      const [, name = entry, only] = /^\[?(.*?)\]?(?::(\d+))?$/u.exec(entry) ?? [];
      const domain = name.replace(/^\*?\./u, "");
      if (only !== undefined && only !== (port === "" ? "443" : port)) return false;
      return name === "*" || host === domain || host.endsWith(`.${domain}`);
    });
}
