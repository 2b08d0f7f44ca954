import type { BannerText } from "../banner.js";

/** The place of a client that is in no package of its own, and the form that its project needs. */
export interface OutputTarget {
  /** Folder of the code, relative to the root. */
  readonly folder: string;
  readonly form: CodeForm;
  readonly banner: BannerText;
  /** Whether `contract.json` is beside the code and nothing else is written. Otherwise both are as for a package. */
  readonly isAlone: boolean;
}

/** How the files of a client are named, and how they import each other. */
export interface CodeForm {
  /** TypeScript, or JavaScript with declarations. */
  readonly language: "TypeScript" | "JavaScript";
  /** The end of a specifier; empty where the project's resolution wants none. */
  readonly specifier: "" | ".js" | ".ts" | ".mjs";
}

/** The form of a package: TypeScript under `NodeNext`. */
export const PACKAGE_FORM: CodeForm = { language: "TypeScript", specifier: ".js" };
