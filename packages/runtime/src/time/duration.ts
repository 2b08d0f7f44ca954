/** A number without sign or exponent; NaN for other text. */
export function decimal(text: string | null): number {
  return /^\d+(\.\d+)?$/.test(text ?? "") ? Number(text) : NaN;
}

/** A delay in milliseconds, rounded up; undefined if it is not positive, too large or NaN. */
export function usableDelay(milliseconds: number): number | undefined {
  const rounded = Math.ceil(milliseconds);
  return rounded > 0 && rounded <= Number.MAX_SAFE_INTEGER ? rounded : undefined;
}
