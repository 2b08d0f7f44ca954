/** Titles of rows whose types are not true yet. A row that is mended is to leave the list. */
export const known: readonly string[] = [
  "a base with a discriminator and children",
  "a discriminator that members lack, by names",
  "a discriminator that members lack, mapped",
  "a reference beside a union",
  "a schema that depends on a name",
  "a schema that depends on an undeclared name",
  "an enum that its type narrows",
  "at most no property, without a type",
  "else names a property",
  "if names a property",
  "one of two required, of any type",
  "others beside a dependent schema",
  "required without properties or a type",
  "then names a property",
  "undeclared names required by another",
];
