import type { Location } from "../location.js";
import type { Json } from "../json.js";
import { createFields, type OverlayFields } from "./fields.js";
import { describeType } from "./kind.js";
import type { Action, OverlayChange, Overlay } from "./overlay.js";
import { compileQuery } from "./query.js";

type Locate = (pointer: string) => Location;

/**
 * Validates a parsed overlay document (Overlay 1.0.0 and 1.1.0, Schema). Unknown keys are refused unless they begin
 * with `x-`. Queries are checked here, before any action is applied.
 * @throws {ToolchainError} with the location in the overlay document.
 */
export function parseOverlay(value: Json, locate: Locate): Overlay {
  const fields = createFields(value, "", locate);
  const version = parseVersion(fields);
  fields.allow(["overlay", "info", "extends", "actions"]);
  const info = createFields(fields.required("info"), "/info", locate);
  info.allow(version === "1.0" ? ["title", "version"] : ["title", "version", "description"]);
  info.text("version");
  info.optionalText("description");
  const target = fields.optionalText("extends");
  if (target !== undefined && !isUriReference(target)) fields.fail("extends", `a URI reference, found '${target}'`);
  const actions = fields.required("actions");
  if (!Array.isArray(actions)) return fields.fail("actions", `an array, found ${describeType(actions)}`);
  if (actions.length === 0) return fields.fail("actions", "at least one action, found none");
  return {
    version,
    title: info.text("title"),
    ...(target === undefined ? {} : { extends: target }),
    actions: actions.map((action, index) => parseAction(createFields(action, `/actions/${index}`, locate), version)),
    locate,
  };
}

function parseVersion(fields: OverlayFields): Overlay["version"] {
  const written = fields.required("overlay");
  const text = typeof written === "string" ? written : "";
  if (/^1\.0\.\d+(-.+)?$/.test(text)) return "1.0";
  if (/^1\.1\.\d+$/.test(text)) return "1.1";
  const found = typeof written === "string" ? `'${written}'` : describeType(written);
  return fields.fail("overlay", `a version such as 1.0.0 or 1.1.0 as text, found ${found}`, "overlay/version");
}

function parseAction(fields: OverlayFields, version: Overlay["version"]): Action {
  if (version === "1.0" && fields.optional("copy") !== undefined) {
    fields.fail("copy", "update or remove, found copy, which is not part of Overlay 1.0", "overlay/version");
  }
  fields.allow(["target", "description", "update", "remove", "copy"]);
  const target = fields.text("target");
  compileQuery(target, fields.locate("target"));
  const description = fields.optionalText("description");
  const allowUnmatched = fields.optionalFlag("x-allow-unmatched") ?? false;
  const change = parseChange(fields);
  return { target, ...(description === undefined ? {} : { description }), change, allowUnmatched };
}

function parseChange(fields: OverlayFields): OverlayChange {
  const update = fields.optional("update");
  const source = fields.optionalText("copy");
  const remove = fields.optionalFlag("remove");
  if (source !== undefined) compileQuery(source, fields.locate("copy"));
  if (update !== undefined && source !== undefined) {
    return fields.fail("copy", "either update or copy, found both", "overlay/update-with-copy");
  }
  if (remove === true) return { kind: "remove" };
  if (update !== undefined) return { kind: "update", value: update };
  if (source !== undefined) return { kind: "copy", source };
  if (remove === false) return { kind: "none" };
  return fields.fail("", "update, remove or copy, found none of them");
}

/** Characters and percent signs as in RFC 3986, appendix A; the reference is not resolved. */
function isUriReference(text: string): boolean {
  return /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})*$/i.test(text);
}
