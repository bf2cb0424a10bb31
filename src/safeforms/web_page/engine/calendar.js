// Days, moments and deadlines by the clock of London; a day is its number since 1970, a moment a day and microseconds.
const FIRST_DAY = -719162, LAST_DAY = 2932896, DAY = 86400000000, MINUTE = 60000000;
const MOMENT = /^(.{10})T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,6}))?)?(?:(Z)|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?$/;
const WALL = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", hourCycle: "h23", era: "short",
  year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
});

// A day or a moment as conditions compare it; undefined where the text names none.
const day = text => {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found || found[1] === "0000") return undefined;
  const made = new Date(0);
  made.setUTCFullYear(+found[1], found[2] - 1, +found[3]);
  return made.toISOString().slice(0, 10) === text ? { day: made.getTime() / 864e5 } : undefined;
};

const moment = text => {
  const found = MOMENT.exec(text), date = found && day(found[1]);
  if (!date) return undefined;
  const [, , hours, minutes, seconds = 0, fraction = "", zulu, sign, offsetHours, offsetMinutes] = found;
  const time = (hours * 60 + +minutes) * MINUTE + seconds * 1e6 + +fraction.padEnd(6, "0");
  const wall = { day: date.day, time };
  if (!zulu && !sign) return wall;
  const offset = zulu ? 0 : (offsetHours * 60 + +offsetMinutes) * MINUTE * (sign === "-" ? -1 : 1);
  return toLondon(later(wall, -offset)) || wall;
};

const later = (wall, micros) => {
  const time = wall.time + micros, days = Math.floor(time / DAY);
  return { day: wall.day + days, time: time - days * DAY };
};

const inCalendar = wall => wall.day >= FIRST_DAY && wall.day <= LAST_DAY;

// How far London's clock is ahead of UTC at a moment of UTC, in microseconds.
const londonOffset = utc => {
  const seconds = Math.floor(utc.time / 1e6), instant = utc.day * 864e5 + seconds * 1000, part = {};
  for (const { type, value } of WALL.formatToParts(instant)) part[type] = value;
  const shown = new Date(0);
  shown.setUTCFullYear(part.era.startsWith("B") ? 1 - part.year : +part.year, part.month - 1, +part.day);
  shown.setUTCHours(+part.hour, +part.minute, +part.second);
  return (shown.getTime() - instant) * 1000;
};

// What London's clock shows at a moment of UTC, which it remembers; undefined beyond the calendar's ends.
const toLondon = utc => {
  if (!inCalendar(utc)) return undefined;
  const wall = Object.defineProperty(later(utc, londonOffset(utc)), "utc", { value: utc });
  return inCalendar(wall) ? wall : undefined;
};

// The moment of UTC at which London's clock shows a time; of an hour that comes twice the first, unless it is known.
const fromLondon = wall => {
  if (wall.utc) return wall.utc;
  const shown = utc => later(utc, londonOffset(utc));
  const misses = utc => before(wall, shown(utc)) || before(shown(utc), wall);
  const [first, second] = [-DAY, DAY].map(away => later(wall, -londonOffset(later(wall, away))));
  return misses(first) && !misses(second) ? second : first;
};

const londonNow = () => {
  const instant = Date.now(), days = Math.floor(instant / 864e5);
  const wall = toLondon({ day: days, time: Math.floor((instant - days * 864e5) / 1000) * 1e6 });
  const seconds = wall.time / 1e6, two = number => String(number).padStart(2, "0");
  const clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(part => two(Math.floor(part)));
  return `${new Date(wall.day * 864e5).toISOString().slice(0, 10)}T${clock.join(":")}`;
};

// Whether one comes before another; a day against a moment compares days. Numbers too.
const before = (first, second) => {
  if (typeof first === "number") return first < second;
  const both = first.time !== undefined && second.time !== undefined;
  return first.day < second.day || (both && first.day === second.day && first.time < second.time);
};

const yearsBetween = (start, end) => {
  const [from, to] = [start, end].map(date => new Date(date.day * 864e5));
  const early = to.getUTCMonth() * 32 + to.getUTCDate() < from.getUTCMonth() * 32 + from.getUTCDate();
  return to.getUTCFullYear() - from.getUTCFullYear() - (early ? 1 : 0);
};

const isWorkingDay = number => {
  const [year, month, date] = new Date(number * 864e5).toISOString().slice(0, 10).split("-");
  return (number - FIRST_DAY) % 7 < 5 && !(own(FORM.holidays, year) || "").split(" ").includes(month + date);
};

// By when something is due: a moment, or a day that ends at midnight; undefined where it cannot be counted.
const deadline = (amount, unit, start) => {
  if (unit === "hour") return toLondon(later(fromLondon(start), amount * 60 * MINUTE));
  if (unit !== "working day") return endOf(start.day + amount);
  let number = start.day;
  for (let left = amount; left > 0; left -= isWorkingDay(number) ? 1 : 0) number += 1;
  return endOf(number);
};

const endOf = number => number <= LAST_DAY ? { day: number, time: DAY - 1 } : undefined;

// Numbers by which the most pressing sorts first: before leaving, then by deadline, then by length.
const ROUGH = { hour: 1, day: 24, "working day": 34 };
const urgency = (within, start) => {
  if (within === "before the person leaves") return [0, 0, 0, 0];
  const found = /^([0-9]+) (hour|day|working day)s?$/.exec(within);
  const hours = found ? found[1] * ROUGH[found[2]] : 23;
  const by = start && (found ? deadline(+found[1], found[2], start) : endOf(start.day));
  return by ? [1, by.day, by.time, hours] : [1, LAST_DAY, DAY - 1e6, hours];
};
