/** Private table of people: who is the same person, without saying who. */
import { col, Private } from "../../platform/index.js";

/** One natural person; name, numbers and phone lie sealed in the journal's private rows. */
@Private("person", { unique: { race_person_lookup: ["lookup"] } })
export class Person {
  @col.id({ primary: true }) id!: string;
  /** Keyed digest of the kind and number of the ID document; gone when the person is erased. */
  @col.code({ nullable: true }) lookup!: string | null;
  @col.instant({ nullable: true }) erasedAt!: string | null;
  /** The private row with what is right of them; a case that was told later than that knows better. */
  @col.id({ nullable: true }) correctedId!: string | null;
}
