/** What XML has no place for, taken out of a text. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const printable = (text: string): string => text.replace(unprintable, "");
