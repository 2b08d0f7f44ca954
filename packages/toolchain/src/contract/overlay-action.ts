import { stringify } from "yaml";
import type { Method } from "./contract.js";

/** An overlay action that gives one operation an extension, as YAML to paste below `actions:`. */
export function overlayAction(
  operation: { readonly path: string; readonly method: Method },
  extension: string,
  value: string | object,
): string {
  const path = operation.path.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const action = {
    target: `$.paths['${path}'].${operation.method.toLowerCase()}`,
    description: "Say here why.",
    update: { [extension]: value },
  };
  return stringify([action], { lineWidth: 0 });
}
