// Trimming and cutting in one pass: a regular expression that ends in `$` starts anew at each character.

/** A text without the characters at its end. @param characters Each of which is left out. */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without the characters at its start and its end. */
export function trimOf(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start += 1;
  return trimEndOf(text.slice(start), characters);
}

/** What stands before the first of some characters; the whole text where there is none. */
export function beforeFirstOf(text: string, characters: string): string {
  const found = characters
    .split("")
    .map((character) => text.indexOf(character))
    .filter((index) => index !== -1);
  return text.slice(0, Math.min(text.length, ...found));
}

/** What stands after the last of some characters; the whole text where there is none. */
export function afterLastOf(text: string, characters: string): string {
  return text.slice(Math.max(...characters.split("").map((character) => text.lastIndexOf(character))) + 1);
}
