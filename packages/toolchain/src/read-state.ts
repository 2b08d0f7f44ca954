import { readSource } from "./document/read-source.js";
import { documentPaths } from "./document/source.js";
import { ToolchainError } from "./errors.js";
import { formatLocation, type Location } from "./location.js";
import { type Inspection, inspectRepaired, type ProviderTexts, repairDocument } from "./inspect.js";
import { valueAt } from "./json.js";
import type { SourceText } from "./openapi/document.js";

/** One state of a provider, as texts. */
export interface ProviderState extends ProviderTexts {
  /** As typed: a revision, a folder, or `upstream`. */
  readonly label: string;
  /** `packages/<name>/custom/*.ts`, where the state has the package. */
  readonly custom?: readonly SourceText[];
}

/**
 * Reads one state of a provider up to its contract.
 *
 * @param earlier The previous state. Its names are kept where this state has no contract, as in a generation. Its
 * document shows what an action that no longer applies used to change.
 * @throws {ToolchainError} where the state is unreadable, `drift/repair` where its overlay no longer applies.
 */
export function readState(state: ProviderState, earlier?: Inspection): Inspection {
  const source = readSource(state.source);
  try {
    return inspectRepaired(repairDocument(source, state), state, earlier?.contract);
  } catch (error) {
    if (!(error instanceof ToolchainError) || !isOfOverlay(error, state)) throw error;
    const { location, hint } = error;
    const place = location === undefined ? "" : ` ${formatLocation(location)}:`;
    const lost = earlier === undefined ? undefined : changedBefore(earlier, location);
    const once = lost === undefined ? "" : `; it used to change ${formatLocation(lost)}`;
    const message = `The overlay no longer applies to ${documentPaths(source).join(", ")}:${place} ${error.message}${once}`;
    throw new ToolchainError("drift/repair", message, { location, hint, cause: error });
  }
}

/** Whether an overlay action does not apply, or declares something that the document no longer has. */
function isOfOverlay({ code, location }: ToolchainError, { overlay }: ProviderState): boolean {
  return code.startsWith("overlay/") || (code.startsWith("contract/") && location?.file === overlay?.path);
}

/** What the action at a location of the overlay changed in an earlier document. */
function changedBefore(
  { actions, published, document }: Inspection,
  place: Location | undefined,
): Location | undefined {
  const action = actions.find(({ location }) => {
    const pointer = location.pointer ?? "";
    return location.file === place?.file && `${place.pointer}/`.startsWith(`${pointer}/`) && pointer !== "";
  });
  const pointer = action?.places[0];
  if (pointer === undefined || pointer === "") return undefined;
  const isPublished = valueAt(published.document.value, pointer) !== undefined;
  return (isPublished ? published.document : document).locate(pointer);
}
