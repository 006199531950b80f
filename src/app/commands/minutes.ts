/** `lianban minutes ID --docx FILE`: the minutes of a review meeting as the center sees them. */
import { writeFile } from "node:fs/promises";
import { ReviewMeeting } from "../../oversight/index.js";
import { RowLoader, selectRow } from "../../platform/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { minutesFile } from "../office/files.js";
import { openServices } from "../services.js";
import { tell } from "./terminal.js";

export interface MinutesCommandOptions {
  readonly docx: string;
  readonly json?: boolean;
}

/** @throws Faults where there is no such meeting. */
export async function minutesCommand(id: string, { docx, json }: MinutesCommandOptions): Promise<void> {
  const { database, journal, policies, close } = await openServices(readConfiguration());
  try {
    const meeting = await selectRow(database.read, ReviewMeeting, "id = ?", [id]);
    if (!meeting) throw new Faults("Cannot write the minutes", [`there is no meeting ${id}`]);
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const reader = { partyId: "", partyKind: "CENTER" };
    const bytes = await minutesFile({ rows, journal, policies }, meeting, reader, policies.calendar.zone);
    await writeFile(docx, bytes);
    tell(json, { file: docx, bytes: bytes.length }, [`Wrote ${docx}`]);
  } finally {
    await close();
  }
}
