/** For what a task is set and a figure is said: a business, of the whole center, of one unit, or of one product. */

export interface Scope {
  readonly business: string;
  /** A unit of the center or of a bank, with those below it; null for the whole center. */
  readonly unitId: string | null;
  /** A product of policy, or a line of its targets; null for all together. */
  readonly productCode: string | null;
}

export const scopeKey = ({ business, unitId, productCode }: Scope): string =>
  `${business}/${unitId ?? ""}/${productCode ?? ""}`;

/** What a scope's share is taken of: a product of its unit, a unit of the center; the whole center has none. */
export function wholeOf(scope: Scope): Scope | null {
  if (scope.productCode !== null) return { ...scope, productCode: null };
  return scope.unitId === null ? null : { ...scope, unitId: null };
}
