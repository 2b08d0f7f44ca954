/** The releases of other people's actions that our workflows use: the version, and its commit in their repository. */
export const pins: Readonly<Record<string, { readonly version: string; readonly commit: string }>> = {
  "actions/checkout": { version: "7.0.1", commit: "3d3c42e5aac5ba805825da76410c181273ba90b1" },
  "actions/setup-node": { version: "7.0.0", commit: "820762786026740c76f36085b0efc47a31fe5020" },
  "actions/cache": { version: "5.0.5", commit: "27d5ce7f107fe9357f9df03efb73ab90386fccae" },
};

/** The name and the major version of an action, such as `actions/checkout@v7`. */
export function releaseOf(uses: string): string {
  const [action = "", ref = ""] = uses.split("@");
  const pin = pins[action];
  return pin?.commit === ref ? `${action}@v${pin.version.split(".")[0]}` : uses;
}
