/** How numbers, times and spans are written. "-" means: nobody knows. */

export const UNKNOWN = "-";

export type TimeZone = "utc" | "local";

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const two = (n: number): string => String(n).padStart(2, "0");

export const count = (n: number | null): string => (n === null ? UNKNOWN : grouped.format(n));

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${grouped.format(n)} ${n === 1 ? one : many}`;

/** 27.1, 419, 0 */
export const rate = (n: number | null): string =>
  n === null ? UNKNOWN : n >= 100 ? grouped.format(n) : decimal.format(n);

export const percent = (part: number): string => `${Math.round(part * 100)}%`;

/** 0.6 s, 12 s, 11 m 24 s, 1 h 29 m, 3 d 4 h */
export function duration(ms: number | null): string {
  if (ms === null) return UNKNOWN;
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95 && ms % 1000 !== 0) return `${seconds.toFixed(1)} s`;
  const s = Math.floor(seconds);
  if (s < 60) return `${s} s`;
  const m = Math.floor(s / 60);
  if (m < 60) return s % 60 === 0 ? `${m} m` : `${m} m ${two(s % 60)} s`;
  const h = Math.floor(m / 60);
  if (h < 24) return m % 60 === 0 ? `${h} h` : `${h} h ${m % 60} m`;
  return h % 24 === 0 ? `${Math.floor(h / 24)} d` : `${Math.floor(h / 24)} d ${h % 24} h`;
}

/** One unit: for spans nobody counts, as 12 m or 3 d. */
export const spell = (ms: number): string => seconds(ms).split(" ").slice(0, 2).join(" ");

/** Whole seconds: for things that count. */
export const seconds = (ms: number): string => {
  const whole = Math.max(0, Math.floor(ms / 1000));
  return whole < 60 ? `${whole} s` : duration(whole * 1000);
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Parts = { year: number; month: string; day: number; time: string; minute: string };

function parts(at: Date, zone: TimeZone): Parts {
  const utc = zone === "utc";
  const hour = utc ? at.getUTCHours() : at.getHours();
  const minute = utc ? at.getUTCMinutes() : at.getMinutes();
  const second = utc ? at.getUTCSeconds() : at.getSeconds();
  return {
    year: utc ? at.getUTCFullYear() : at.getFullYear(),
    month: MONTHS[utc ? at.getUTCMonth() : at.getMonth()] ?? "",
    day: utc ? at.getUTCDate() : at.getDate(),
    time: `${two(hour)}:${two(minute)}:${two(second)}`,
    minute: `${two(hour)}:${two(minute)}`,
  };
}

const suffix = (zone: TimeZone): string => (zone === "utc" ? " UTC" : "");

/** 14:19:43 */
export const clock = (at: number, zone: TimeZone): string => parts(new Date(at), zone).time;

/** 14:19 */
export const clockMinute = (at: number, zone: TimeZone): string => parts(new Date(at), zone).minute;

/** 14:19:43 UTC */
export const clockZone = (at: number, zone: TimeZone): string =>
  `${clock(at, zone)}${suffix(zone)}`;

/** 24 Nov 2026 14:19:43 UTC: the exact form, for tooltips */
export function exact(at: number, zone: TimeZone): string {
  const p = parts(new Date(at), zone);
  return `${p.day} ${p.month} ${p.year} ${p.time}${suffix(zone)}`;
}

/** 14:19:43 today, 15 Nov 10:12 before */
export function moment(at: number, now: number, zone: TimeZone): string {
  const p = parts(new Date(at), zone);
  const today = parts(new Date(now), zone);
  const sameDay = p.day === today.day && p.month === today.month && p.year === today.year;
  return sameDay ? p.time : `${p.day} ${p.month} ${p.minute}`;
}

/** The end of a hold: 16:00 today, 25 Nov 16:00 later */
export function until(at: number, now: number, zone: TimeZone): string {
  const p = parts(new Date(at), zone);
  const today = parts(new Date(now), zone);
  return p.day === today.day && p.month === today.month
    ? p.minute
    : `${p.day} ${p.month} ${p.minute}`;
}

export const millis = (iso: string | null): number | null => {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
};
