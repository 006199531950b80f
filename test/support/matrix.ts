/** The check of who may do what: every mutation, tried by everybody whom it is not for, and by whom it is for. */
import { getNamedType, isCompositeType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { Answer } from "./server.js";
import { isInputPath } from "./inputPaths.js";
import type { Contents } from "./wholeDatabase.js";

export interface Actor {
  readonly name: string;
  readonly token: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Not known to the program at all: asked to sign in, whatever it tries. */
  readonly stranger?: true;
}

export interface MatrixRow<Things> {
  /**
   * The names of those it is for; the first one really does it. Or it is about one's own account: for whoever is signed
   * in, or for anybody at all.
   */
  readonly right: readonly string[] | "SIGNED_IN" | "ANYBODY";
  /** What is sent; null where the mutation takes nothing. */
  readonly input: ((things: Things, who: string) => object) | null;
  /** Why the first one is refused as well, for a reason that has nothing to do with who asks; absent: it is accepted. */
  readonly otherwise?: string;
  /** What those it is for are shown beside a refusal. */
  readonly beside?: string;
  /** What others are told beside the two words for whoever is out of place. */
  readonly told?: readonly string[];
}

export interface MatrixGround<Things> {
  readonly schema: GraphQLSchema;
  readonly things: Things;
  readonly actors: readonly Actor[];
  readonly rows: Readonly<Record<string, MatrixRow<Things>>>;
  /** `dry`: breaks off just before it would count, with any error. */
  ask(actor: Actor, query: string, variables: object, dry: boolean): Promise<Answer>;
  contents(): Promise<Contents>;
  /** How many entries the journal has. */
  entries(): Promise<number>;
}

/** The only words for whoever may not see it, or may not do it. */
const outOfPlace = ["NOT_ALLOWED", "NOT_FOUND"];

/** Every way in which the program does otherwise than the table says; empty when it does as told. */
export async function matrixFaults<Things>(ground: MatrixGround<Things>): Promise<string[]> {
  const { schema, rows, contents, entries } = ground;
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const faults = Object.keys(rows)
    .filter((name) => mutations.every((field) => field.name !== name))
    .map((name) => `${name}: there is no such mutation`);
  const before = await contents();
  for (const field of mutations) {
    const row = rows[field.name];
    if (!row) {
      faults.push(`${field.name}: nobody has said whom it is for`);
      continue;
    }
    const written = await entries();
    faults.push(...(await triesOf(ground, field, row)));
    const more = (await entries()) - written;
    if (more !== 0) faults.push(`${field.name}: refusing it wrote ${more} entries`);
  }
  const after = await contents();
  const changed = Object.entries(before).filter(([name, was]) => after[name] !== was);
  faults.push(...changed.map(([name]) => `refusing changed ${name}`));
  for (const field of mutations) {
    const row = rows[field.name];
    if (row) faults.push(...(await actOf(ground, field, row)));
  }
  return faults;
}

/** Nobody is let in whom it is not for; whom it is for is not turned away, and broken off before it counts. */
async function triesOf<Things>(ground: MatrixGround<Things>, field: Field, row: MatrixRow<Things>): Promise<string[]> {
  if (row.right === "ANYBODY") return [];
  const rightOnes = row.right === "SIGNED_IN" ? [] : row.right;
  const actors = ground.actors.filter(({ stranger }) => stranger || row.right !== "SIGNED_IN");
  const named = new Set(actors.map(({ name }) => name));
  const faults = rightOnes.filter((name) => !named.has(name)).map((name) => `${field.name}: nobody is called ${name}`);
  for (const actor of actors) {
    const right = rightOnes.includes(actor.name);
    const { codes, shown, misplaced } = await attempt(ground, field, row, actor, right);
    faults.push(...misplaced.map((path) => `${field.name} by ${actor.name} blames ${path}, which is no input of it`));
    const allowed = actor.stranger ? ["UNAUTHENTICATED"] : [...outOfPlace, ...(row.told ?? [])];
    const told = `${field.name} by ${actor.name}${right ? ", whom it is for" : ""}: ${codes.join(", ") || "accepted"}`;
    // Those it is for may be refused for what they say, such as an amount; not for who they are.
    const asItShould = right
      ? !codes.some((code) => [...outOfPlace, "UNAUTHENTICATED"].includes(code))
      : codes.every((code) => allowed.includes(code));
    if (codes.length === 0 || !asItShould) faults.push(told);
    if (shown && !(right && shown === row.beside)) faults.push(`${field.name} by ${actor.name} shows ${shown}`);
  }
  return faults;
}

/** The first of those it is for really does it. */
async function actOf<Things>(ground: MatrixGround<Things>, field: Field, row: MatrixRow<Things>): Promise<string[]> {
  const first = ground.actors.find(({ name }) => Array.isArray(row.right) && name === row.right[0]);
  if (!first) return [];
  const { codes } = await attempt(ground, field, row, first, false);
  const wanted = row.otherwise ? [row.otherwise] : [];
  if (JSON.stringify(codes) === JSON.stringify(wanted)) return [];
  return [`${field.name} by ${first.name}, who does it: ${codes.join(", ") || "accepted"}`];
}

type Field = GraphQLField<unknown, unknown>;

async function attempt<Things>(
  { ask, things }: MatrixGround<Things>,
  field: Field,
  row: MatrixRow<Things>,
  actor: Actor,
  dry: boolean,
): Promise<Told> {
  const variables = row.input ? { input: row.input(things, actor.name) } : {};
  return read(field, await ask(actor, operationOf(field), variables, dry));
}

function operationOf(field: Field): string {
  const [input] = field.args;
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const shown = Object.values(payload.getFields())
    .filter(({ name }) => name !== "userErrors")
    .map(({ name, type }) => (isCompositeType(getNamedType(type)) ? `${name} { __typename }` : name));
  const selection = `{ ${shown.join(" ")} userErrors { code field } }`;
  return input
    ? `mutation ($input: ${String(input.type)}) { ${field.name}(input: $input) ${selection} }`
    : `mutation { ${field.name} ${selection} }`;
}

interface Told {
  /** Codes of every refusal or error; empty when it was accepted. */
  readonly codes: readonly string[];
  /** What came beside the refusals; nothing should. */
  readonly shown: string | null;
  /** Paths blamed that the input does not have. */
  readonly misplaced: readonly string[];
}

function read({ name, args }: Field, { body }: Answer): Told {
  const { data, errors = [] } = body as {
    data?: Record<
      string,
      ({ userErrors?: { code: string; field: string[] | null }[] } & Record<string, unknown>) | null
    > | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const payload = data?.[name] ?? null;
  const { userErrors = [], ...rest } = payload ?? {};
  const shown = Object.entries(rest)
    .filter(([, value]) => value !== null)
    .map(([key]) => key);
  const input = args[0]?.type;
  const blamed = userErrors.map(({ field }) => field).filter((field) => field !== null);
  return {
    misplaced: input ? blamed.filter((path) => !isInputPath(input, path)).map((path) => path.join(".")) : [],
    codes: [
      ...errors.map(({ extensions, message }) => extensions?.code ?? message),
      ...userErrors.map(({ code }) => code),
    ],
    shown: shown.length > 0 ? shown.join(", ") : null,
  };
}
