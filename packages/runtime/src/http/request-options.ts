import type { FetchOptions } from "../settings/fetch-options.js";

/** The options of fetch that a Request shows, with their defaults. Some platforms refuse even a default. */
const DEFAULTS = {
  cache: "default",
  credentials: "same-origin",
  integrity: "",
  keepalive: false,
  mode: "cors",
  referrer: "about:client",
  referrerPolicy: "",
} as const;

/** The properties that a Request has besides. Where it is a polyfill, they are its own. */
const OTHERS = ["body", "bodyUsed", "destination", "duplex", "headers", "method", "redirect", "signal", "url"];

/** The fetch options of a Request: the options whose values are not the defaults, and the properties that callers added. */
export function requestOptions(request: Request): FetchOptions {
  const options: Record<string, unknown> = {};
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const value: unknown = Reflect.get(request, name);
    if (value !== undefined && value !== usual) options[name] = value;
  }
  for (const name of Object.keys(request)) {
    if (!(name in DEFAULTS) && !OTHERS.includes(name) && !name.startsWith("_"))
      options[name] = Reflect.get(request, name);
  }
  return options;
}
