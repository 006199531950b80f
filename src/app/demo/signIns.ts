/** The demonstration's sign-ins as people read them. */
import type { Role } from "../../parties/index.js";

export interface SignIn {
  readonly who: string;
  readonly partyCode: string;
  readonly party: string;
  readonly roles: readonly Role[];
  /** A system, which acts only on behalf of a named officer. */
  readonly service: boolean;
  readonly username: string;
  readonly password: string;
}

/** One of each role: enough to walk through everything. */
export function oneOfEachRole(signIns: readonly SignIn[]): SignIn[] {
  const seen = new Set<Role>();
  return signIns.filter(({ roles, service }) => {
    if (service || roles.every((role) => seen.has(role))) return false;
    roles.forEach((role) => seen.add(role));
    return true;
  });
}

/** A table; no line where there is nobody. */
export function signInLines(signIns: readonly SignIn[]): string[] {
  if (signIns.length === 0) return [];
  const rows = [
    ["USERNAME", "PASSWORD", "ROLE", "WHO", "PARTY"],
    ...signIns.map(({ username, password, roles, service, who, party }) => [
      username,
      password,
      roles.join(", ") + (service ? " (system)" : ""),
      who,
      party,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((text, column) => padded(text, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A Chinese character is as wide as two others. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);

export const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
