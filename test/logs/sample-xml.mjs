/** Writes traces and events of the sample in a short notation, and names its activities. */
const escape = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const attribute = (type, key, value, inner = "") =>
  inner
    ? `<${type} key="${key}" value="${escape(value)}">${inner}</${type}>`
    : `<${type} key="${key}" value="${escape(value)}"/>`;

/** "W:START" is the transition of a W_ activity; A_ and O_ only ever COMPLETE. */
function event([activity, at, officer, extra = ""]) {
  const [name, transition = "COMPLETE"] = activity.split(":");
  const parts = [
    officer === undefined ? "" : attribute("string", "org:resource", officer),
    name && attribute("string", "concept:name", name),
    transition && attribute("string", "lifecycle:transition", transition),
    at && attribute("date", "time:timestamp", at),
    extra,
  ].filter(Boolean);
  return ["\t\t<event>", ...parts.map((part) => `\t\t\t${part}`), "\t\t</event>"].join("\n");
}

/** A note says what the trace is here for. */
export function trace(note, id, registered, amount, events, { head = "", tail = "" } = {}) {
  const parts = [
    registered && `\t\t${attribute("date", "REG_DATE", registered)}`,
    id && `\t\t${attribute("string", "concept:name", id)}`,
    amount && `\t\t${attribute("string", "AMOUNT_REQ", amount)}`,
    head && `\t\t${head}`,
    ...events.map(event),
    tail && `\t\t${tail}`,
  ].filter(Boolean);
  return [`\t<!-- ${note} -->`, "\t<trace>", ...parts, "\t</trace>"].join("\n");
}

export const leads = "W_Afhandelen leads";
export const complete = "W_Completeren aanvraag";
export const offers = "W_Nabellen offertes";
export const dossiers = "W_Nabellen incomplete dossiers";
export const assess = "W_Valideren aanvraag";
export const day = (text) => `2011-${text}`;
