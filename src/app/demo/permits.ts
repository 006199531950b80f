/** The developers' buildings are verified before the first case: every buyer's permit is there from the start. */
import { verifyBuilding, permitKind } from "../../documents/index.js";
import type { CaseServices } from "../../casework/index.js";
import { DeveloperBuilding, resultOf, type Viewer } from "../../parties/index.js";
import { selectRows } from "../../platform/index.js";
import { uploadSample } from "./desk.js";
import { sampleOf } from "./samples.js";

/** The buildings' ids, by the developer's. */
export async function verifyBuildings(services: CaseServices, reviewer: Viewer): Promise<ReadonlyMap<string, string>> {
  const buildings = await selectRows(services.journal.database.read, DeveloperBuilding, "1 = 1 ORDER BY id");
  for (const { id } of buildings) {
    const ticketId = await uploadSample(services, reviewer, permitKind, sampleOf(permitKind));
    resultOf(await verifyBuilding(services, reviewer, { buildingId: id, ticketId }));
  }
  return new Map(buildings.map(({ id, partyId }) => [partyId, id]));
}
