import { titleFor } from "../add/identity.js";
import { nearestName } from "../add/api-name.js";

/** A word at the end of a title that does not name the API. */
const GENERIC =
  /^(?:apis?|rest(?:ful)?|http|openapi|swagger|definition|specification|spec|reference|documentation|docs|v?\d+(?:\.\d+)*)$/iu;

/** A longer title is a sentence, whose first words name the API. In characters. */
const MAX_LENGTH = 24;
/** A word after the name, in such a sentence. */
const AFTER_NAME =
  /^(?:official|public|rest|web|http|open|openapi|apis?|specification|reference|for|is|to|the|with)\b/iu;

/** Names that generated code has for something else. */
const TAKEN = new Set(["Api", "Client", "ClientOptions", "Job", "Page", "Pager", "Call", "Reply", "Models", "Raw"]);

/** The names of an API that a document's title gives: `Swagger Petstore - OpenAPI 3.0` is the client `SwaggerPetstore`. */
export function namesFrom(title: unknown): { readonly name: string; readonly client: string; readonly title: string } {
  const prose = titleFor("api", undefined, title);
  const subject = prose.split(/ [-–—|:] |[:|(]/u, 1).join();
  const words = subject.split(/[\s_-]+/u).filter((word) => word !== "");
  const isSentence = subject.trim().length > MAX_LENGTH;
  const after = words.findIndex((word, index) => isSentence && index > 0 && AFTER_NAME.test(word));
  if (after !== -1) words.length = after;
  while (GENERIC.test(words.at(-1) ?? "")) words.pop();
  const short = words.join(" ").replace(/['’]s$/u, "");
  const name = /[a-z]/iu.test(short) ? nearestName(short) : "my-api";
  const pascal = name.replaceAll(/(?:^|-)(.)/gu, (_, letter: string) => letter.toUpperCase());
  return { name, client: TAKEN.has(pascal) ? `${pascal}Api` : pascal, title: prose };
}
