/** What a schema cannot see: codes that point nowhere, weights that do not sum, rules that contradict each other. */
import type { FaultPath } from "./faults.js";
import { runningStages } from "./stages.js";
import type { Condition, PackHeading, PackSections, PolicyPack } from "./types.js";
import { guaranteeKinds, houseOrders, scoredKinds, propertyKinds } from "./vocabulary.js";

export interface CrossFault {
  readonly path: FaultPath;
  readonly message: string;
}

/** Each rule with the sections that it reads: it is put off while one of them is faulty itself. */
const rules: readonly [rule: (pack: PolicyPack) => CrossFault[], sections: readonly (keyof PackSections)[]][] = [
  [unknownDocuments, ["documentKinds", "checklist", "contracts", "checks", "securitySteps"]],
  [evidence, ["documentKinds", "pauseReasons"]],
  [conditions, ["products", "checklist", "contracts", "checks", "securitySteps", "unwindingTasks"]],
  [products, ["products", "refusedProducts", "guaranteeKinds", "quota"]],
  [stagesCovered, ["stageLimits", "partyLimits"]],
  [reviewers, ["checks", "review"]],
  [trips, ["trips"]],
  [security, ["securitySteps"]],
  [signers, ["contracts"]],
  [rates, ["rates", "products"]],
  [statutory, ["statutoryLimits"]],
  [scoring, ["indicators"]],
  [amounts, ["amountLimits", "products"]],
];

export function crossFaults(pack: PackHeading & Partial<PackSections>): CrossFault[] {
  return rules.flatMap(([rule, sections]) =>
    sections.every((section) => section in pack) ? rule(pack as PolicyPack) : [],
  );
}

const at = (path: FaultPath, message: string): CrossFault => ({ path, message });

function unknownDocuments(pack: PolicyPack): CrossFault[] {
  const known = new Set(pack.documentKinds.map((kind) => kind.code));
  const look = (code: string | null, path: FaultPath) =>
    code === null || known.has(code) ? [] : [at(path, `${code} is no document kind of this pack`)];
  return [
    ...pack.checklist.flatMap((item, i) => look(item.document, ["checklist", i, "document"])),
    ...pack.contracts.flatMap((item, i) => look(item.document, ["contracts", i, "document"])),
    ...pack.checks.flatMap((item, i) => item.restsOn.flatMap((code, d) => look(code, ["checks", i, "restsOn", d]))),
    ...pack.securitySteps.flatMap((item, i) => look(item.certificate, ["securitySteps", i, "certificate"])),
  ];
}

/** Packs that were published before this rule name evidence that is no kind of document. */
const evidenceIsDocumentFrom = "2026-01-01";

function evidence(pack: PolicyPack): CrossFault[] {
  if (pack.effectiveFrom < evidenceIsDocumentFrom) return [];
  const known = ["NOTICE", ...pack.documentKinds.map((kind) => kind.code)];
  return pack.pauseReasons.flatMap((reason, i) =>
    known.includes(reason.evidence)
      ? []
      : [at(["pauseReasons", i, "evidence"], `${reason.evidence} is no document kind of this pack`)],
  );
}

function conditions(pack: PolicyPack): CrossFault[] {
  const known = new Set(pack.products.map((product) => product.code));
  const look = (when: Condition | undefined, path: FaultPath) =>
    (when?.products ?? []).flatMap((code, p) =>
      known.has(code) ? [] : [at([...path, "products", p], `${code} is no product of this pack`)],
    );
  const lists = ["checklist", "contracts", "checks", "securitySteps", "unwindingTasks"] as const;
  return lists.flatMap((list) => pack[list].flatMap((item, i) => look(item.when, [list, i, "when"])));
}

function products(pack: PolicyPack): CrossFault[] {
  const covered = new Map(pack.guaranteeKinds.map((rule) => [rule.code, rule]));
  const missing = guaranteeKinds.filter((kind) => !covered.has(kind));
  return [
    ...missing.map((kind) => at(["guaranteeKinds"], `has no rule for ${kind}`)),
    ...pack.products.flatMap((product, i) => [
      ...product.guaranteeKinds.flatMap((kind, g) =>
        covered.get(kind)?.propertyKinds.some((property) => product.propertyKinds.includes(property)) === false
          ? [at(["products", i, "guaranteeKinds", g], `${kind} fits none of the product's property kinds`)]
          : [],
      ),
      ...(product.minTermMonths > product.maxTermMonths
        ? [at(["products", i, "minTermMonths"], "is longer than maxTermMonths")]
        : []),
      ...(product.capFen > product.jointCapFen ? [at(["products", i, "capFen"], "is higher than jointCapFen")] : []),
      ...(product.maxTermMonths > pack.quota.maxTermMonths
        ? [at(["products", i, "maxTermMonths"], `is longer than quota.maxTermMonths, ${pack.quota.maxTermMonths}`)]
        : []),
    ]),
    ...pack.refusedProducts.flatMap((refused, i) =>
      pack.products.some((product) => product.code === refused.code)
        ? [at(["refusedProducts", i, "code"], `${refused.code} is also a product`)]
        : [],
    ),
  ];
}

function stagesCovered(pack: PolicyPack): CrossFault[] {
  const table = pack.stageLimits.map((limit) => limit.stage);
  return [
    ...[...runningStages, "SETTLED" as const]
      .filter((stage) => !table.includes(stage))
      .map((stage) => at(["stageLimits"], `has no row for ${stage}`)),
    ...pack.stageLimits.flatMap((limit, i) =>
      (["REFUSED", "WITHDRAWN", "LAPSED"] as string[]).includes(limit.stage)
        ? [at(["stageLimits", i, "stage"], `${limit.stage} is an end and has no limit`)]
        : [],
    ),
    ...pack.partyLimits.flatMap((limit, i) => {
      const joint = pack.stageLimits.find((row) => row.stage === limit.stage)?.workingDays;
      return joint !== undefined && joint !== null && limit.workingDays > joint
        ? [at(["partyLimits", i, "workingDays"], `is longer than the ${joint} of the stage`)]
        : [];
    }),
  ];
}

function reviewers(pack: PolicyPack): CrossFault[] {
  return pack.checks.flatMap((check, i) => {
    const owners = [check.owner.otherwise, ...guaranteeKinds.map((kind) => check.owner[kind])];
    const strangers = [...owners, ...check.repeatedInSerialBy].filter(
      (party) => party !== undefined && !pack.review.serialOrder.includes(party),
    );
    const companyAlways = guaranteeKinds.filter(
      (kind) =>
        kind !== "GUARANTEE_COMPANY" &&
        (check.owner[kind] ?? check.owner.otherwise) === "GUARANTEE_COMPANY" &&
        (!check.when?.guaranteeKinds || check.when.guaranteeKinds.includes(kind)),
    );
    return [
      ...strangers.map((party) => at(["checks", i, "owner"], `${party} takes no turn in review.serialOrder`)),
      ...companyAlways.map((kind) =>
        at(["checks", i, "owner"], `falls to a guarantee company that a case under ${kind} has not`),
      ),
    ];
  });
}

function trips(pack: PolicyPack): CrossFault[] {
  const known = new Set(pack.trips.replacements.map((replacement) => replacement.code));
  return pack.trips.visitReasons.flatMap((reason, i) =>
    reason.replacedBy.flatMap((code, r) =>
      known.has(code)
        ? []
        : [at(["trips", "visitReasons", i, "replacedBy", r], `${code} is no replacement of this pack`)],
    ),
  );
}

/** Under any property and guarantee kind a step stands at most once, and its certificate is asked for. */
function security(pack: PolicyPack): CrossFault[] {
  const faults = pack.securitySteps.flatMap((step, i) => [
    ...((step.registration === "PRE_NOTICE") !== (step.convertWithinMonths !== null)
      ? [at(["securitySteps", i, "convertWithinMonths"], "must be given for a PRE_NOTICE, and only there")]
      : []),
    ...(step.registration !== "NONE" && step.certificate === null
      ? [at(["securitySteps", i, "certificate"], "a registration must name its certificate")]
      : []),
  ]);
  const fits = (when: Condition | undefined, property: string, guarantee: string) =>
    (!when?.propertyKinds || (when.propertyKinds as readonly string[]).includes(property)) &&
    (!when?.guaranteeKinds || (when.guaranteeKinds as readonly string[]).includes(guarantee));
  const doubled = new Map<number, CrossFault>();
  for (const property of propertyKinds) {
    for (const guarantee of guaranteeKinds) {
      const seen = new Map<string, number>();
      pack.securitySteps.forEach((step, i) => {
        if (!fits(step.when, property, guarantee)) return;
        if (seen.has(step.code)) {
          doubled.set(
            i,
            at(["securitySteps", i, "when"], `${step.code} stands twice for ${property} under ${guarantee}`),
          );
        }
        seen.set(step.code, i);
      });
    }
  }
  return [...faults, ...doubled.values()];
}

function signers(pack: PolicyPack): CrossFault[] {
  const institutions: readonly string[] = ["CENTER", "BANK", "GUARANTEE_COMPANY", "DEVELOPER"];
  return pack.contracts.flatMap((contract, c) =>
    contract.signers.flatMap((signer, s) =>
      (signer.kind === "SEAL") === institutions.includes(signer.who)
        ? []
        : [at(["contracts", c, "signers", s, "kind"], "institutions seal, people sign")],
    ),
  );
}

/** Every table has, for first and second home, bands that reach the longest term. */
function rates(pack: PolicyPack): CrossFault[] {
  const longest = Math.max(...pack.products.map((product) => product.maxTermMonths));
  return pack.rates.flatMap((table, i) =>
    houseOrders.flatMap((order) => {
      const bands = table.bands.filter((band) => band.houseOrder === order).map((band) => band.upToMonths);
      if (bands.length === 0 || Math.max(...bands) < longest) {
        return [at(["rates", i, "bands"], `has no rate for a ${order} home over ${longest} months`)];
      }
      return new Set(bands).size === bands.length ? [] : [at(["rates", i, "bands"], `has a band of ${order} twice`)];
    }),
  );
}

function statutory(pack: PolicyPack): CrossFault[] {
  const first = pack.statutoryLimits.map((row) => row.acceptedFrom).sort()[0] ?? "";
  return first <= pack.effectiveFrom
    ? []
    : [at(["statutoryLimits"], `says nothing for the days from ${pack.effectiveFrom} to ${first}`)];
}

function scoring(pack: PolicyPack): CrossFault[] {
  const sums = scoredKinds.flatMap((kind) => {
    const sum = pack.indicators.reduce((total, indicator) => total + (indicator.weights[kind] ?? 0), 0);
    return sum === 100 ? [] : [at(["indicators"], `weights for ${kind} sum to ${sum}, not to 100`)];
  });
  const curves = pack.indicators.flatMap((indicator, i) => {
    if (indicator.better === "VETO") {
      const weighed = Object.keys(indicator.weights).length > 0 || indicator.curve !== null;
      return weighed ? [at(["indicators", i], "a veto has neither weight nor curve")] : [];
    }
    if (!indicator.curve) return [at(["indicators", i, "curve"], "is missing")];
    const rising = indicator.curve.floor < indicator.curve.target;
    const equal = indicator.curve.floor === indicator.curve.target;
    return equal || rising !== (indicator.better === "UP")
      ? [at(["indicators", i, "curve"], `must go ${indicator.better} from floor to target`)]
      : [];
  });
  return [...sums, ...curves];
}

/** A higher rank never has less, and somebody may confirm the highest cap. */
function amounts(pack: PolicyPack): CrossFault[] {
  const highest = Math.max(...pack.products.map((product) => product.jointCapFen));
  const acts = ["PROPOSE", "CONFIRM", "ORDER_FUNDS"] as const;
  const reach = acts.flatMap((act) => {
    const most = Math.max(0, ...pack.amountLimits.filter((row) => row.act === act).map((row) => row.limitFen));
    return most < highest ? [at(["amountLimits"], `nobody may ${act} the highest cap of a product`)] : [];
  });
  const order = pack.amountLimits.flatMap((row, i) =>
    pack.amountLimits.some(
      (other) =>
        other.act === row.act && other.role === row.role && other.rank < row.rank && other.limitFen >= row.limitFen,
    )
      ? [at(["amountLimits", i, "limitFen"], "is not above the limit of a lower rank")]
      : pack.amountLimits.findIndex(
            (other) => other.act === row.act && other.role === row.role && other.rank === row.rank,
          ) < i
        ? [at(["amountLimits", i], "stands here a second time")]
        : [],
  );
  return [...reach, ...order];
}
