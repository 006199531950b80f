/** Escalations of missed deadlines (逾期督办): to the manager of the party, and later to the center. */
import { personOf, type CaseEntry } from "../entries.js";
import { patch } from "../state.js";

export interface EscalationState {
  readonly id: string;
  readonly version: number;
  readonly clockId: string;
  /** 1 the party's manager, 2 the center. */
  readonly level: number;
  /** Whose manager is told. */
  readonly partyId: string;
  readonly dueAt: string;
  readonly raisedAt: string;
  /** When it goes on to the center, if it is not over by then; null where it does not, or has. */
  readonly nextAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedById: string | null;
  /** When what was late was done, or turned out not to be late. */
  readonly closedAt: string | null;
}

const fresh = { version: 1, acknowledgedAt: null, acknowledgedById: null, closedAt: null } as const;

export function evolveEscalations(list: readonly EscalationState[], one: CaseEntry): readonly EscalationState[] {
  switch (one.type) {
    case "DEADLINE_MISSED": {
      const { clockId, dueAt, escalation } = one.body;
      if (!escalation) return list;
      const { id, partyId, centerAt } = escalation;
      return [...list, { ...fresh, id, clockId, level: 1, partyId, dueAt, raisedAt: one.recordedAt, nextAt: centerAt }];
    }
    case "ESCALATED": {
      const { escalationId: id, clockId, partyId, dueAt } = one.body;
      const passedOn = list.map((other) => (other.clockId === clockId ? { ...other, nextAt: null } : other));
      return [...passedOn, { ...fresh, id, clockId, level: 2, partyId, dueAt, raisedAt: one.recordedAt, nextAt: null }];
    }
    case "ESCALATION_ACKNOWLEDGED":
      return patch(list, one.body.escalationId, {
        version: 2,
        acknowledgedAt: one.occurredAt,
        acknowledgedById: personOf(one),
      });
    case "CLOCKS_ENDED":
      return closed(
        list,
        one.body.clocks.map(({ id }) => id),
        one.occurredAt,
      );
    case "DUE_DATES_RESET": {
      const later = one.body.clocks.filter(({ dueAt }) => dueAt >= one.occurredAt);
      return closed(
        list,
        later.map(({ clockId }) => clockId),
        one.occurredAt,
      );
    }
    default:
      return list;
  }
}

const closed = (list: readonly EscalationState[], clockIds: readonly string[], at: string): EscalationState[] =>
  list.map((one) =>
    one.closedAt === null && clockIds.includes(one.clockId) ? { ...one, closedAt: at, nextAt: null } : one,
  );
