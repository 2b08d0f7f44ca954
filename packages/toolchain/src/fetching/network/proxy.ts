import { ToolchainError } from "../../errors.js";
import { shownUrl } from "./destination.js";

/** Environment variables. */
type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that an address is asked through, by the variables that curl reads: HTTPS_PROXY, else ALL_PROXY, where
 * NO_PROXY does not list the host; each in lower case too, which wins. Plain http never leaves this machine, so that
 * HTTP_PROXY has no say.
 *
 * @throws {ToolchainError} `network/proxy` where the variable names no proxy that can be asked.
 */
export function proxyFor(url: URL, env: Env): URL | undefined {
  const named = read("https_proxy", env) ?? read("all_proxy", env);
  if (named === undefined || url.protocol !== "https:" || isExempt(url, read("no_proxy", env) ?? "")) return undefined;
  const text = /^[a-z][a-z\d+.-]*:\/\//iu.test(named) ? named : `http://${named}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy !== undefined && /^https?:$/u.test(proxy.protocol)) return proxy;
  const found = proxy === undefined ? "a text that is no URL" : shownUrl(proxy);
  throw new ToolchainError(
    "network/proxy",
    `Expected an http or https proxy in HTTPS_PROXY or ALL_PROXY, found ${found}`,
  );
}

function read(name: string, env: Env): string | undefined {
  const value = (env[name] ?? env[name.toUpperCase()])?.trim();
  return value === "" ? undefined : value;
}

/** Whether a list holds `*`, the host, or a domain that the host lies in; each may have a port. */
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
