import { formatPointer } from "../json.js";
import type { LocatedData } from "./data.js";
import { invalidSetting, SettingsReader } from "./settings.js";
import type { CredentialSource } from "./source.js";

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;

/** Reads `hosts` of source.yaml. @throws ToolchainError `source/invalid` */
export function readHosts(settings: SettingsReader): string[] {
  return settings.items("hosts", "a list of host names").map((host, index) => {
    if (typeof host === "string" && HOST.test(host)) return host;
    const expected = "a host name in lower case, such as docs.example.com";
    throw invalidSetting("", expected, host, settings.locate("hosts", index));
  });
}

/** Reads `credentials` of source.yaml, a mapping from host to variable. @throws ToolchainError `source/invalid` */
export function readCredentials(settings: SettingsReader, locate: LocatedData["locate"]): CredentialSource[] {
  return settings.entries("credentials", "a mapping from host name to `{ env: VARIABLE }`").map(([host, value]) => {
    const location = settings.locate("credentials", host);
    if (!HOST.test(host)) throw invalidSetting("", "a host name in lower case", host, location);
    const pointer = formatPointer(["credentials", host]);
    const entry = new SettingsReader({ value, locate }, pointer, ["env", "header"]);
    return {
      host,
      env: entry.text("env", /^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable"),
      header: entry.has("header")
        ? entry.text("header", /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "the name of a header")
        : "Authorization",
      location,
    };
  });
}
