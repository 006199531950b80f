/** Plays one story: opens the case, takes it from stage to stage, lets its twists happen, and leaves it where it ends. */
import type { CaseServices } from "../../casework/index.js";
import type { Viewer } from "../../parties/index.js";
import { productOf } from "../../policy/index.js";
import { addMonths } from "../../kernel/index.js";
import { TimeIsUp, workingDayBefore, type DemoClock } from "./clock.js";
import { createDesk, type Desk } from "./desk.js";
import type { LivingParty } from "./found.js";
import { inventedApplication } from "./people.js";
import { createRandom, type Random } from "./random.js";
import { sampleOf } from "./samples.js";
import type { Story } from "./stories.js";
import { twists, type Scene, type TwistName } from "./twists.js";

/** Working minutes before an act, at a usual pace. */
const minutesBefore: Readonly<Record<string, number>> = {
  LOAN_CASE_OPEN: 0,
  LOAN_CASE_SUBMIT: 45,
  DOCUMENT_ATTACH: 4,
  LOAN_CASE_ACCEPT: 260,
  CHECK_RECORD: 110,
  DECISION_PROPOSE: 240,
  DECISION_CONFIRM: 180,
  SIGNATURE_RECORD: 170,
  COLLATERAL_REGISTER: 480,
  SECURITY_CONFIRM: 200,
  FUNDS_ORDER: 240,
  PAYMENT_CONFIRM: 330,
};
const otherwiseMinutes = 50;

export interface Play {
  readonly services: CaseServices;
  readonly clock: DemoClock;
  readonly parties: readonly LivingParty[];
  /** The verified building of each developer, by the developer's id. */
  readonly buildings: ReadonlyMap<string, string>;
}

/** A story with those who play it, and a chance of its own: what is played before it changes nothing. */
export interface Production {
  readonly story: Story;
  readonly bank: LivingParty;
  readonly company: LivingParty | null;
  readonly random: Random;
}

/** Gives the parties their parts, in the stories' order. */
export function distribute(stories: readonly Story[], parties: readonly LivingParty[], random: Random): Production[] {
  const inTurn = takeTurns(parties);
  return stories.map((story) => ({
    story,
    bank: inTurn("BANK"),
    company: story.guaranteeKind === "GUARANTEE_COMPANY" ? inTurn("GUARANTEE_COMPANY") : null,
    random: createRandom(random.whole(0, 2 ** 31)),
  }));
}

/** The case's id. */
export async function play(set: Play, cast: Production): Promise<string> {
  const { services, clock, parties } = set;
  const { story, bank, company, random } = cast;
  const center = only(parties, "CENTER");
  const bankOfficer = withRole(bank, "BANK_OFFICER");
  const staff = {
    bankOfficer,
    guaranteeOfficer: company && withRole(company, "GUARANTEE_OFFICER"),
    reviewer: withRole(center, "CENTER_REVIEWER"),
    approver: withRole(center, "CENTER_APPROVER"),
    fundsOfficer: withRole(center, "FUNDS_OFFICER"),
  };
  const tempos = new Map(parties.map(({ id, tempo }) => [id, tempo ?? 1]));
  const desk = createDesk(services, staff, {
    sampleOf,
    before(action, { partyId }) {
      const usual = minutesBefore[action] ?? otherwiseMinutes;
      clock.forwardMinutes(usual * (tempos.get(partyId) ?? 1) * (0.6 + random.next() * 0.8));
    },
  });
  clock.startWorkingDaysAgo(story.openedWorkingDaysAgo, random.whole(5, 300));
  const caseId = await desk.open({
    product: story.product,
    guaranteeKind: story.guaranteeKind,
    application: applicationOf(set, cast),
  });
  const bankManager = withRole(bank, "BANK_MANAGER");
  const supervisor = withRole(center, "SUPERVISOR");
  const scene: Scene = { caseId, desk, clock, supervisor, bankManager };
  try {
    await course(scene, desk, story);
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
  }
  return caseId;
}

async function course(scene: Scene, desk: Desk, { ends, twists: names }: Story): Promise<void> {
  const left = [...names];
  for (;;) {
    const { stage } = (await desk.state(scene.caseId)).lifecycle;
    const next = left.findIndex((name: TwistName) => twists[name].at === stage);
    if (next >= 0) {
      const [name] = left.splice(next, 1);
      if (name) await twists[name].play(scene);
    } else if (stage === ends) return;
    else await desk.finishStage(scene.caseId);
  }
}

function applicationOf({ services, clock, parties, buildings }: Play, { story, bank, random }: Production) {
  const { policies } = services;
  const product = productOf(policies.on(clock.today), story.product);
  const developerId = only(parties, "DEVELOPER").id;
  return inventedApplication(random, {
    home: story.home,
    today: clock.today,
    authorisedUntil: addMonths(clock.today, 12),
    capFen: product?.capFen ?? 0,
    termMonthsAtMost: product?.maxTermMonths ?? 0,
    contractDay: workingDayBefore(policies.calendar, clock.today, random.whole(2, 15)),
    developerId,
    buildingId: buildings.get(developerId) ?? null,
    oldMortgage: story.oldMortgage,
    lenderId: story.product === "COMBINED" ? bank.id : null,
  });
}

export function only(parties: readonly LivingParty[], kind: LivingParty["kind"]): LivingParty {
  const found = parties.find((party) => party.kind === kind);
  if (!found) throw new Error(`The cast has no ${kind}`);
  return found;
}

type InTurn = (kind: LivingParty["kind"]) => LivingParty;

/** The parties of a kind one after the other, each as often as its share says and as evenly as can be. */
function takeTurns(parties: readonly LivingParty[]): InTurn {
  const credit = new Map<string, number>();
  return (kind) => {
    const ofKind = parties.filter((party) => party.kind === kind);
    for (const { id, share = 1 } of ofKind) credit.set(id, (credit.get(id) ?? 0) + share);
    const creditOf = ({ id }: LivingParty) => credit.get(id) ?? 0;
    const next = ofKind.reduce((best, one) => (creditOf(one) > creditOf(best) ? one : best), only(parties, kind));
    const all = ofKind.reduce((sum, { share = 1 }) => sum + share, 0);
    credit.set(next.id, creditOf(next) - all);
    return next;
  };
}

export function withRole(party: LivingParty, role: Viewer["roles"][number]): Viewer {
  const found = [...party.viewers.values()].find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`${party.code} has no ${role}`);
  return found;
}
