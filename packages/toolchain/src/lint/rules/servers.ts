import { isObject } from "../../json.js";
import type { LintRule } from "../rule.js";
import type { LintContext } from "../lint-context.js";

export const serverRules: readonly LintRule[] = [
  {
    id: "servers-missing",
    severity: "error",
    title: "the document has no URL of the API",
    check: (subject) => {
      if (hasServer(subject)) return [];
      const url = originOf(subject.url);
      const message = "No server has an absolute URL: users have to pass one.";
      const repair =
        serversOf(subject).length === 0
          ? { target: "$", update: { servers: [{ url }] } }
          : { target: "$.servers[0]", update: { url } };
      return [{ at: "/servers", message, repair: [repair] }];
    },
  },
  {
    id: "server-insecure",
    severity: "warning",
    title: "a server is reached without TLS",
    check: (subject) =>
      serversOf(subject).flatMap((url, index) =>
        /^http:/iu.test(url) && !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/iu.test(url)
          ? [
              {
                at: `/servers/${index}/url`,
                message: `Keys would be sent unencrypted to ${url}.`,
                repair: [{ target: `$.servers[${index}]`, update: { url: url.replace(/^http:/iu, "https:") } }],
              },
            ]
          : [],
      ),
  },
];

/** Whether a server has an absolute URL; a relative one counts where the document's URL is known. */
function hasServer(subject: LintContext): boolean {
  if (subject.operations.length === 0) return true;
  if ("value" in subject.contract && subject.contract.value.servers.length > 0) return true;
  return serversOf(subject).some((url) => /^(?:[a-z][\w+.-]*:|\{)/iu.test(url));
}

function serversOf({ document }: LintContext): string[] {
  const servers = document.value["servers"];
  return (Array.isArray(servers) ? servers : []).map((server) => {
    const url = isObject(server) ? server["url"] : undefined;
    return typeof url === "string" ? url : "";
  });
}

/** The host that published the document is the best guess. */
function originOf(url: string | undefined): string {
  return url === undefined || !URL.canParse(url) ? "https://api.example.com" : new URL(url).origin;
}
