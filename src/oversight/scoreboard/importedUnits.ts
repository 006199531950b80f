/** Units of partners that are in no register here: they came in with what was measured of them elsewhere. */
import type { PartServices } from "./slices.js";

export interface UnitFace {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** By code; of several names of one the last in order. */
export async function importedUnits(
  { sql, sources }: PartServices,
  partnerCode: string,
): Promise<Map<string, UnitFace>> {
  const faces: UnitFace[] = [];
  for (const { unitFaces } of sources)
    if (unitFaces) faces.push(...(await sql.all<UnitFace>(unitFaces, [partnerCode])));
  return new Map(faces.map((face) => [face.code, face]));
}
