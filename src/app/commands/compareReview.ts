/** `lianban compare-review`: what joint review saves beside serial review, by the book of record. */
import { comparisonJson, comparisonText, readComparison } from "../../casework/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { openServices } from "../services.js";
import { out } from "./terminal.js";

export interface CompareReviewOptions {
  readonly product?: string;
  readonly json?: boolean;
}

/** @throws Faults where there is no such period. */
export async function compareReviewCommand(period: string, { product, json }: CompareReviewOptions): Promise<void> {
  const { policies, database, close } = await openServices(readConfiguration());
  try {
    const found = await readComparison({ sql: database.read, policies }, { period, product: product ?? null }, "ALL");
    if (!found) throw new Faults("Cannot compare", [`${period} is no period (2017H1, 2017Q3, 2017-08, 2017)`]);
    out(json ? JSON.stringify(comparisonJson(found)) : comparisonText(found));
  } finally {
    await close();
  }
}
