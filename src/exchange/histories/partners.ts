/** The partners that a mapping tells of are parties like any other, so that boards and lists can name them. */
import type { Journal } from "../../journal/index.js";
import { Refused } from "../../kernel/index.js";
import { registerParty } from "../../parties/index.js";
import { placeholders } from "../../platform/index.js";
import { because } from "../messages.js";
import type { NamedPartner } from "./stated.js";

/**
 * Registers those that are not there yet.
 * @throws Refused HISTORY_PARTNER_TAKEN for each code that a party of another kind has.
 */
export async function ensurePartners(journal: Journal, wanted: readonly NamedPartner[]): Promise<void> {
  if (wanted.length === 0) return;
  const known = await kinds(
    journal,
    wanted.map(({ code }) => code),
  );
  const taken = wanted.filter(({ code, kind }) => known.has(code) && known.get(code) !== kind);
  if (taken.length > 0)
    throw new Refused(taken.map(({ code }) => because("HISTORY_PARTNER_TAKEN", { code, kind: known.get(code) ?? "" })));
  for (const { kind, code, names } of wanted) {
    if (known.has(code)) continue;
    const outcome = await registerParty(journal, { kind, code, name: names.zh, nameEn: names.en });
    // Another import may have been quicker.
    if (!outcome.ok && outcome.refusals.some((refusal) => refusal.code !== "PARTY_CODE_TAKEN"))
      throw new Refused(outcome.refusals);
  }
}

async function kinds({ database }: Journal, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.read.all<{ code: string; kind: string }>(
    `SELECT code, kind FROM partner WHERE code IN ${placeholders(codes)}`,
    codes,
  );
  return new Map(rows.map(({ code, kind }) => [code, kind]));
}
