type Absent<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** `T` with the members that may be undefined made optional instead, as `exactOptionalPropertyTypes` wants them. */
export type Defined<T> = Omit<T, Absent<T>> & { [K in Absent<T>]?: Exclude<T[K], undefined> };

/** A copy without the members that are undefined, so that facts left out are left out of the JSON too. */
export function omitUndefined<const T extends object>(value: T): Defined<T>;
export function omitUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
