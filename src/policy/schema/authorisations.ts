/** What a person may authorise others to ask about them, and what for (授权范围与用途). */
import { z } from "zod";
import { code, listOf, names, source } from "./basics.js";

const named = listOf(z.strictObject({ code, names }), "code");

export const authorisations = z.strictObject({ scopes: named, purposes: named, source });
