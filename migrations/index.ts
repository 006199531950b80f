/** Every migration, oldest first. */
import { Journal1790000000000 } from "./1790000000000-journal.js";
import { Documents1790000020000 } from "./1790000020000-documents.js";

export const migrations = [Journal1790000000000, Documents1790000020000];
