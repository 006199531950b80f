/** One spelling of numbers that people write with spaces, hyphens, full-width characters and small letters. */

/** What tells two numbers apart: their letters and digits alone. */
export const lettersAndDigits = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
