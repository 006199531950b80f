/** What contradicts itself across the sections of a pack is found, each rule on its own. */
import { join } from "node:path";
import { crossFaults } from "./crossReferences.js";
import { loadPolicies } from "./load.js";
import { pathText } from "./faults.js";
import type { PolicyPack } from "./types.js";

const shipped = loadPolicies(join(__dirname, "../../policy")).versions[0] as PolicyPack;

type Step = string | number;

/** The shipped pack with one value changed; `indexOf` finds the entry of a list by its code. */
function changed(path: readonly Step[], value: unknown): PolicyPack {
  const pack = structuredClone(shipped);
  let parent: unknown = pack;
  for (const step of path.slice(0, -1)) parent = (parent as Record<Step, unknown>)[step];
  const last = path[path.length - 1] as Step;
  if (!(last in (parent as object))) throw new Error(`the pack has no ${pathText(path)}`);
  (parent as Record<Step, unknown>)[last] = value;
  return pack;
}

function indexOf(list: keyof PolicyPack, code: string): number {
  const entries = shipped[list] as readonly Readonly<Record<string, unknown>>[];
  const index = entries.findIndex((entry) => entry.code === code || entry.document === code || entry.stage === code);
  if (index < 0) throw new Error(`${list} has no ${code}`);
  return index;
}

const check = (code: string) => indexOf("checks", code);
const indicator = (code: string) => indexOf("indicators", code);
const preNotice = shipped.securitySteps.findIndex((step) => step.registration === "PRE_NOTICE");
const fen = (yuan: number) => yuan * 100;

it("finds nothing in the pack as it is shipped", () => {
  expect(crossFaults(shipped)).toEqual([]);
});

it("a pause is proved by a kind of document that there is; packs published before that rule stand as they are", () => {
  const latest = structuredClone(loadPolicies(join(__dirname, "../../policy")).versions.at(-1)) as PolicyPack;
  expect(crossFaults(latest)).toEqual([]);
  const judicial = latest.pauseReasons.findIndex(({ code }) => code === "JUDICIAL");
  const named = { ...latest, pauseReasons: latest.pauseReasons.map((one) => ({ ...one, evidence: "LETTER" })) };
  expect(crossFaults(named).map(({ path, message }) => [pathText(path), message])).toContainEqual([
    `pauseReasons[${judicial}].evidence`,
    "LETTER is no document kind of this pack",
  ]);
  const gone = { ...latest, documentKinds: latest.documentKinds.filter(({ code }) => code !== "OFFICIAL_LETTER") };
  expect(crossFaults(gone).map(({ path }) => pathText(path))).toContain(`pauseReasons[${judicial}].evidence`);
});

// What is changed, to what, the place blamed, and what is said.
it.each<[Step[], unknown, string, string]>([
  [
    ["checks", check("CREDIT"), "restsOn"],
    ["CREDIT_SCORE"],
    `checks[${check("CREDIT")}].restsOn[0]`,
    "CREDIT_SCORE is no document kind",
  ],
  [["checklist", 3, "document"], "SLIP", "checklist[3].document", "SLIP is no document kind"],
  [["contracts", 0, "document"], "LOAN", "contracts[0].document", "LOAN is no document kind"],
  [["securitySteps", 4, "certificate"], "SLIP", "securitySteps[4].certificate", "SLIP is no document kind"],
  [
    ["checks", check("VALUATION"), "when"],
    { products: ["FUND", "MICRO"] },
    `checks[${check("VALUATION")}].when.products[1]`,
    "MICRO is no product",
  ],
  [["contracts", 1, "when"], { products: ["MICRO"] }, "contracts[1].when.products[0]", "MICRO is no product"],
  [["unwindingTasks", 3, "when"], { products: ["MICRO"] }, "unwindingTasks[3].when.products[0]", "MICRO is no product"],
  [["trips", "visitReasons", 2, "replacedBy"], ["FAX"], "trips.visitReasons[2].replacedBy[0]", "FAX is no replacement"],

  [["guaranteeKinds"], shipped.guaranteeKinds.slice(0, 3), "guaranteeKinds", "has no rule for PLEDGE"],
  [["guaranteeKinds", 2, "propertyKinds"], ["OVERHAUL"], "products[0].guaranteeKinds[2]", "DEVELOPER_STAGED fits none"],
  [["products", 0, "jointCapFen"], fen(500_000), "products[0].capFen", "higher than jointCapFen"],
  [["products", 2, "minTermMonths"], 241, "products[2].minTermMonths", "longer than maxTermMonths"],
  [["quota", "maxTermMonths"], 240, "products[0].maxTermMonths", "longer than quota.maxTermMonths, 240"],
  [["refusedProducts", 0, "code"], "FUND", "refusedProducts[0].code", "FUND is also a product"],

  [["stageLimits"], shipped.stageLimits.slice(1), "stageLimits", "has no row for APPLICATION"],
  [["stageLimits", 0, "stage"], "LAPSED", "stageLimits[0].stage", "LAPSED is an end"],
  [["partyLimits", 0, "workingDays"], 6, "partyLimits[0].workingDays", "longer than the 5"],
  [
    ["statutoryLimits", 0, "acceptedFrom"],
    "2012-01-01",
    "statutoryLimits",
    "says nothing for the days from 2011-01-01",
  ],

  [["review", "serialOrder"], ["BANK", "CENTER"], "checks[0].owner", "GUARANTEE_COMPANY takes no turn"],
  [
    ["checks", check("GUARANTEE_CAPACITY"), "when"],
    { married: true },
    `checks[${check("GUARANTEE_CAPACITY")}].owner`,
    "a case under MORTGAGE has not",
  ],
  [
    ["checks", check("CREDIT"), "owner"],
    { otherwise: "DEVELOPER" },
    `checks[${check("CREDIT")}].owner`,
    "DEVELOPER takes no turn",
  ],

  [
    ["securitySteps", preNotice, "when"],
    { guaranteeKinds: ["MORTGAGE"] },
    `securitySteps[${preNotice}].when`,
    "MORTGAGE stands twice for",
  ],
  [
    ["securitySteps", preNotice, "convertWithinMonths"],
    null,
    `securitySteps[${preNotice}].convertWithinMonths`,
    "for a PRE_NOTICE",
  ],
  [["securitySteps", 2, "convertWithinMonths"], 12, "securitySteps[2].convertWithinMonths", "and only there"],
  [["securitySteps", 2, "certificate"], null, "securitySteps[2].certificate", "must name its certificate"],
  [["contracts", 0, "signers", 0, "kind"], "SEAL", "contracts[0].signers[0].kind", "institutions seal, people sign"],
  [
    ["contracts", 0, "signers", 3, "kind"],
    "SIGNATURE",
    "contracts[0].signers[3].kind",
    "institutions seal, people sign",
  ],

  [
    ["rates", 0, "bands"],
    shipped.rates[0]?.bands.slice(0, 2),
    "rates[0].bands",
    "no rate for a SECOND home over 360 months",
  ],
  [["rates", 1, "bands", 1, "upToMonths"], 240, "rates[1].bands", "no rate for a FIRST home over 360 months"],
  [["rates", 1, "bands", 0, "upToMonths"], 360, "rates[1].bands", "a band of FIRST twice"],

  [
    ["indicators", indicator("ON_TIME"), "weights"],
    { BANK: 19, GUARANTEE_COMPANY: 20 },
    "indicators",
    "weights for BANK sum to 99, not to 100",
  ],
  [
    ["indicators", indicator("HANDLING_TIME"), "curve"],
    { floor: 420, target: 2100 },
    `indicators[${indicator("HANDLING_TIME")}].curve`,
    "must go DOWN",
  ],
  [
    ["indicators", indicator("ON_TIME"), "curve"],
    { floor: 5, target: 5 },
    `indicators[${indicator("ON_TIME")}].curve`,
    "must go UP",
  ],
  [["indicators", indicator("ON_TIME"), "curve"], null, `indicators[${indicator("ON_TIME")}].curve`, "is missing"],
  [
    ["indicators", indicator("VETO"), "curve"],
    { floor: 0, target: 1 },
    `indicators[${indicator("VETO")}]`,
    "neither weight nor curve",
  ],

  [["amountLimits", 3, "limitFen"], fen(300_000), "amountLimits[3].limitFen", "not above the limit of a lower rank"],
  [["amountLimits", 4, "limitFen"], fen(900_000), "amountLimits", "nobody may CONFIRM the highest cap"],
  [["amountLimits", 1, "rank"], 1, "amountLimits[1]", "a second time"],
])("%j as %j is blamed on %s", (path, value, place, message) => {
  const faults = crossFaults(changed(path, value)).map((fault) => ({
    place: pathText(fault.path),
    message: fault.message,
  }));
  expect(faults).toContainEqual({ place, message: expect.stringContaining(message) });
});
