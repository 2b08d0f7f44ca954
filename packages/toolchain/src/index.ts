export { renderError } from "./cli/error-text.js";
export { type Invocation, main } from "./cli/main.js";
export { createTerminal, type Terminal } from "./cli/terminal.js";
export type { Contract } from "./contract/contract.js";
export type { SourceText } from "./document/document.js";
export { describe, type ErrorCode, formatLocation, type Location, ToolchainError } from "./errors.js";
export { generate, type Generated } from "./generate.js";
export { ownedFolders, type ProviderInput } from "./provider.js";
