/** Every migration, oldest first. */
import { Journal1790000000000 } from "./1790000000000-journal.js";

export const migrations = [Journal1790000000000];
