/** Why what is known of a person may be erased (个人信息删除事由). */
import { z } from "zod";
import { code, listOf, names, source } from "./basics.js";

export const personalData = z.strictObject({ erasureReasons: listOf(z.strictObject({ code, names }), "code"), source });
