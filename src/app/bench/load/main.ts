/** The load generator's process: runs what it is told to, one task after the other. */
import { serveParent } from "../parent.js";
import { runLoad, type LoadTask } from "./loop.js";

serveParent((task: LoadTask) => runLoad(task));
