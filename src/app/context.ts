/** What resolvers get with each request: who asks, in which language, and the rooms' services under their sight. */
import { GraphQLError } from "graphql";
import { caseSight, Complaint, complaintSight, LoanCase, type CaseRequestContext } from "../casework/index.js";
import { Handoff, handoffSight } from "../documents/index.js";
import { History, historyFactSource, historyReader, historySight } from "../exchange/index.js";
import type { Journal } from "../journal/index.js";
import { Refused, type Language, type Sight } from "../kernel/index.js";
import {
  BoardObjection,
  boardSight,
  BoardWaiver,
  caseFactSource,
  KeptBoard,
  Measure,
  measureSight,
  MeetingCarried,
  MeetingComment,
  MeetingProblem,
  meetingSight,
  ownSight,
  problemSight,
  ReviewMeeting,
  type FactSource,
  type OversightContext,
} from "../oversight/index.js";
import { authenticate, Member, memberSight, type Viewer } from "../parties/index.js";
import { RowLoader, toUserErrors, type RowClass } from "../platform/index.js";
import type { PolicyBook } from "../policy/index.js";
import type { Asked } from "./http/asked.js";
import type { Services } from "./services.js";

export interface ApiContext extends CaseRequestContext, OversightContext {
  readonly asked: Asked;
  readonly policies: PolicyBook;
}

/** What scoreboards count. */
export const factSources: readonly FactSource[] = [caseFactSource, historyFactSource];

/** Row classes that are looked up by themselves, and who sees which of them. */
const sights = new Map<RowClass, (viewer: Viewer) => Sight>([
  [Member, memberSight],
  [Handoff, handoffSight],
  [LoanCase, caseSight],
  [KeptBoard, boardSight],
  [BoardObjection, ownSight],
  [BoardWaiver, ownSight],
  [Complaint, complaintSight],
  [ReviewMeeting, meetingSight],
  [MeetingProblem, problemSight],
  [MeetingComment, ownSight],
  [Measure, measureSight],
  [MeetingCarried, measureSight],
  [History, historySight],
]);

export const sightFor =
  (viewer: Viewer | null) =>
  (rowClass: RowClass): Sight | null => {
    const sight = sights.get(rowClass);
    if (!sight) return null;
    return viewer ? sight(viewer) : "NONE";
  };

export const contextFrom =
  (services: Services) =>
  async (asked: Asked): Promise<ApiContext> => {
    const { blobs, policies } = services;
    const viewer = await viewerOf(services, asked);
    const rows = new RowLoader(() => services.database.read, sightFor(viewer));
    const journal = emptying(services.journal, rows);
    return {
      viewer,
      language: asked.language,
      journal,
      rows,
      asked,
      blobs,
      policies,
      factSources,
      historyReader,
    };
  };

/** The journal as one request sees it: after a command, rows are read anew. */
function emptying(journal: Journal, rows: RowLoader): Journal {
  return {
    ...journal,
    async execute(attempt) {
      const outcome = await journal.execute(attempt);
      rows.clear();
      return outcome;
    },
  };
}

/** Null when nobody is signed in. @throws GraphQLError UNAUTHENTICATED where a system may not act for whom it names. */
async function viewerOf({ journal }: Pick<Services, "journal">, asked: Asked): Promise<Viewer | null> {
  const { token, onBehalfOf, language } = asked;
  if (token === null) return null;
  try {
    return await authenticate(journal, token, { onBehalfOf, language });
  } catch (error) {
    if (error instanceof Refused) throw unauthenticated(error, language);
    throw error;
  }
}

function unauthenticated({ refusals }: Refused, language: Language): GraphQLError {
  const [first] = toUserErrors(refusals, language);
  return new GraphQLError(first?.message ?? "", {
    extensions: { code: "UNAUTHENTICATED", reason: first?.code, http: { status: 401 } },
  });
}
