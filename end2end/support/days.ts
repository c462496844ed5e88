/** A day as forms take it: three numbers. */
export type Day = { day: string; month: string; year: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first day that a text names, such as "Born 6 August 2016" or "06-Aug-2016". */
export function dayOf(text: string): Day {
  for (const [, day, name, year] of text.matchAll(/\b(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})\b/g)) {
    const month = months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
    if (day && year && month > 0) {
      return { day: String(Number(day)), month: String(month), year };
    }
  }
  throw new Error(`no day in: ${text}`);
}
