// Between a raw answer and the controls of its question, both ways, by its type.
const PARTS_OF_DATE = ["year", "month", "day"];
const chosen = (key, mark, offered) => Object.keys(offered || {}).filter(id => byId(key + mark + id).checked);
const twoDigits = text => /^[0-9]$/.test(text) ? "0" + text : text;

function readDate(key) {
  const [year, month, date] = PARTS_OF_DATE.map(part => byId(`${key}:${part}`).value.trim());
  return year || month || date ? [year, twoDigits(month), twoDigits(date)].join("-") : "";
}
function readMoment(key) {
  const time = byId(`${key}:time`).value.trim(), date = readDate(key);
  const tidy = time.replace(/^([0-9]{1,2})[:.]?([0-9]{2})$/, (_, hours, minutes) => `${twoDigits(hours)}:${minutes}`);
  return date || time ? `${date || "--"}T${tidy}` : "";
}
function fillDate(key, raw) {
  const [date, ...time] = isText(raw) ? raw.split("T") : [""];
  const parts = /^([^-]*)-([^-]*)-([^-]*)$/.exec(date) || [];
  PARTS_OF_DATE.forEach((part, n) => { byId(`${key}:${part}`).value = parts[n + 1] || ""; });
  if (byId(`${key}:time`)) byId(`${key}:time`).value = time.join("T");
}
const readOne = (key, { options }) => chosen(key, "=", options)[0];
const READ = {
  yes_no: (key, question) => ({ yes: true, no: false })[readOne(key, question)],
  choice: readOne,
  choices: (key, { options }) => {
    const was = Array.isArray(held(key)) ? held(key) : [];
    return [...chosen(key, "=", options), ...was.filter(item => !(isText(item) && own(options, item)))];
  },
  text: key => byId(key).value,
  integer: key => {
    const text = byId(key).value;
    return /^\s*-?[0-9]{1,15}\s*$/.test(text) ? Number(text) : text;
  },
  nhs_number: key => byId(key).value.replace(/\s/g, ""),
  date: readDate,
  datetime: readMoment,
};

// What the controls of a question say: a raw answer, or a reason with its note.
function readControls(key) {
  const question = questionAt(key), reason = chosen(key, "?", question.reasons)[0], was = held(key);
  if (!reason) return READ[question.type](key, question);
  const note = byId(key + "?note").value;
  const { note: noteBefore, ...more } = isReason(was) ? was : {};
  const kept = note || (isText(noteBefore) ? "" : noteBefore);
  return { ...more, unanswered: reason, ...(isBlank(kept) ? {} : { note: kept }) };
}

// Makes the controls of a question say what is held, as far as they can.
function fill(key) {
  const question = questionAt(key), raw = held(key), reason = isReason(raw) ? raw : {}, note = noteKey(key);
  const options = question.type === "yes_no" && typeof raw === "boolean" ? [raw ? "yes" : "no"] : [].concat(raw);
  for (const id of Object.keys(question.options || {})) byId(`${key}=${id}`).checked = options.includes(id);
  for (const id of Object.keys(question.reasons || {})) byId(`${key}?${id}`).checked = id === reason.unanswered;
  if (byId(key + "?note")) byId(key + "?note").value = isText(reason.note) ? reason.note : "";
  if (note) byId(note).value = isText(held(note)) ? held(note) : "";
  if (question.type.startsWith("date")) fillDate(key, raw);
  else if (byId(key)) byId(key).value = asField(raw) || "";
}
// As a field shows it: a text or a number; null where it can show nothing of it.
function asField(raw) {
  if (raw instanceof Exactly) return raw.source;
  return isText(raw) || typeof raw === "number" ? String(raw) : null;
}

// Whether the controls show all that is held.
function isShown(key) {
  const raw = held(key), { type, options, reasons } = questionAt(key);
  if (isBlank(raw)) return true;
  if (isReason(raw)) return chosen(key, "?", reasons).length > 0;
  if (type === "table") return Array.isArray(raw) && raw.every(row => isMapping(row) || isBlank(row));
  if (type === "group" || type === "override") return hasParts(raw) && !Array.isArray(raw);
  if (type === "choices") return Array.isArray(raw) && raw.every(item => isText(item) && own(options, item));
  if (options) return chosen(key, "=", options).length > 0;
  if (type.startsWith("date")) return READ[type](key) === raw;
  return byId(key).value === (asField(raw) || "?").replace(/\r\n?/g, "\n");
}
