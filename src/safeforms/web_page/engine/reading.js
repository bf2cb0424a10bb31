// What a record holds for each question: a value, a reason, or something that cannot be used; strict in JSON's types.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const SPACES = new RegExp(`[${SPACE}]+`, "g");
const MARKS = /^[.,;:!?…'"()[\]*_\-–— ]+|[.,;:!?…'"()[\]*_\-–— ]+$/g;
const USUAL_PHRASES = ["", "n/a", "na", "none", "nil", "tbc", "xx", "see notes"];
const NOTE = { minLength: 5 };
const BLANK = { kind: "blank" }, INVALID = { kind: "invalid" };

const strip = text => text.replace(AROUND, "");
const isText = raw => typeof raw === "string";
const isMapping = raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
const isWhole = text => !/\p{Surrogate}/u.test(text);
const fault = (code, key, detail = "") => ({ code, key, detail });
const join = (around, step) => around === "" ? `${step}` : `${around}.${step}`;

// Small letters as Python folds them: letter by letter, for a sigma at the end is a sigma.
const folded = letter => letter === "ı" ? letter : [...[...letter.toLowerCase()].map(one => one.toUpperCase()).join("")]
  .map(one => one.toLowerCase()).join("");
const bare = text => strip([...text].map(folded).join("").replace(SPACES, " ")).replace(MARKS, "");

const isBlank = raw => {
  const inside = [raw];
  while (inside.length) {
    const item = inside.pop();
    if (item === null || item === undefined || (isText(item) && !strip(item))) continue;
    if (typeof item !== "object") return false;
    for (const held of Object.values(item)) inside.push(held);
  }
  return true;
};

// Reads one answer into `read.contents`, its faults into `read.faults`.
const readQuestion = (read, question, raw, key) => {
  if (isBlank(raw)) return;
  const wrong = code => { read.faults.push(fault(code, key)); return INVALID; };
  const content = isMapping(raw) && own(raw, "unanswered") !== undefined
    ? readReason(read, question, raw, key)
    : READERS[question.type](raw, { read, question, key, wrong });
  read.contents.set(key, content);
  if (content.kind !== "value" || !question.parts) return;
  if (question.type !== "table") readQuestions(read, question.parts, raw, key);
  else raw.forEach((row, position) => readRow(read, question, row, join(key, position)));
};

const readRow = (read, table, row, key) => {
  if (isBlank(row)) return;
  read.contents.set(key, isMapping(row) ? { kind: "value", value: true } : INVALID);
  if (isMapping(row)) readQuestions(read, table.parts, row, key);
  else read.faults.push(fault("wrong_type", key));
};

const readQuestions = (read, questions, raw, around) => {
  const known = new Set();
  for (const [id, question] of Object.entries(questions)) {
    const key = join(around, id), note = noteOf(id, question);
    known.add(id).add(note);
    if (note) read.notes.set(key, own(raw, note));
    readQuestion(read, question, own(raw, id), key);
  }
  for (const name of Object.keys(raw)) if (!known.has(name)) read.faults.push(fault("unknown_question", around));
};

// Where the note of an option is held; undefined where no option ever needs one.
const noteOf = (id, { options = {} }) => Object.values(options).some(option => option.note) ? `${id}_note` : undefined;

const readReason = (read, question, raw, key) => {
  const reason = raw.unanswered, offered = isText(reason) ? own(question.reasons || {}, reason) : undefined;
  const extra = Object.keys(raw).filter(name => name !== "unanswered" && name !== "note");
  read.faults.push(...extra.map(() => fault("unknown_question", key)));
  if (!offered) {
    read.faults.push(fault("reason_not_offered", key, isText(reason) ? "" : "ids"));
    return INVALID;
  }
  const given = own(raw, "note");
  read.faults.push(...noteFaults(given, join(key, "note"), offered.note));
  if (offered.note) read.needsNote.add(key);
  const note = isText(given) && isWhole(given) && strip(given) || null;
  return { kind: "reason", reason, note };
};

const noteFaults = (raw, key, required) => {
  if (isBlank(raw)) return required ? [fault("note_missing", key)] : [];
  if (!isText(raw)) return [fault("wrong_type", key)];
  const code = required ? textFault(NOTE, raw) : isWhole(raw) ? "" : "wrong_format";
  return code ? [fault(code, key)] : [];
};

// A note where nothing asks for one: kept, with a warning, if it is text.
const strayNote = (raw, key) => {
  const faults = noteFaults(raw, key, false);
  return faults.length || isBlank(raw) ? faults : [fault("not_asked", key)];
};

const textFault = (question, raw) => {
  if (!isWhole(raw)) return "wrong_format";
  const text = strip(raw), length = [...text].length;
  if ((question.phrases || USUAL_PHRASES).includes(bare(text))) return "stock_phrase";
  if (length < (question.minLength || 1)) return "too_short";
  return question.maxLength && length > question.maxLength ? "too_long" : "";
};

const isNhsNumber = text => {
  if (!/^[0-9]{10}$/.test(text) || text === text[0].repeat(10)) return false;
  return [...text].reduce((sum, digit, place) => sum + digit * (place < 9 ? 10 - place : 1), 0) % 11 === 0;
};

const found = value => ({ kind: "value", value });
const limited = (value, { read, question, wrong }) => {
  const [from, to] = [question.from, question.to].map(bound => fixedBound(bound, read.now));
  const outside = (from !== undefined && before(value, from)) || (to !== undefined && before(to, value));
  return outside ? wrong("out_of_range") : found(value);
};
// A limit that rests on no other answer.
const fixedBound = (bound, now) =>
  bound === "today" ? { day: now.day } : bound === "now" ? now : isText(bound) ? undefined : bound;

const readDated = (raw, at, named) => {
  if (!isText(raw)) return at.wrong("wrong_type");
  const value = named(raw);
  return value ? limited(value, at) : at.wrong("wrong_format");
};
const ofText = test => (raw, { question, wrong }) => {
  const code = isText(raw) ? test(raw, question) : "wrong_type";
  return code ? wrong(code) : found(raw);
};
const readMapping = (raw, { wrong }) => isMapping(raw) ? found(true) : wrong("wrong_type");

const readChoices = (raw, { read, question, key, wrong }) => {
  if (!Array.isArray(raw)) return wrong("wrong_type");
  const offered = item => isText(item) && own(question.options, item) !== undefined;
  const chosen = raw.filter(offered), different = new Set(chosen);
  const faults = raw.flatMap((item, position) => offered(item) ? []
    : [fault(isText(item) ? "not_an_option" : "wrong_type", join(key, position))]);
  if (different.size < chosen.length) faults.push(fault("wrong_format", key));
  if (different.size > 1 && chosen.some(id => question.options[id].exclusive)) faults.push(fault("exclusive_option", key));
  read.faults.push(...faults);
  return { kind: faults.length ? "invalid" : "value", value: chosen };
};

const READERS = {
  yes_no: (raw, { wrong }) => {
    if (typeof raw === "boolean") return found(raw);
    if (!isText(raw)) return wrong("wrong_type");
    return raw === "yes" || raw === "no" ? found(raw === "yes") : wrong("not_an_option");
  },
  choice: ofText((raw, question) => own(question.options, raw) ? "" : "not_an_option"),
  choices: readChoices,
  text: ofText((raw, question) => textFault(question, raw)),
  integer: (raw, at) => Number.isInteger(raw) ? limited(raw, at) : at.wrong("wrong_type"),
  date: (raw, at) => readDated(raw, at, day),
  datetime: (raw, at) => readDated(raw, at, moment),
  nhs_number: ofText(raw => isNhsNumber(raw) ? "" : "wrong_format"),
  group: readMapping,
  override: readMapping,
  table: (raw, { wrong }) => Array.isArray(raw)
    ? found(raw.flatMap((row, position) => isBlank(row) ? [] : [position])) : wrong("wrong_type"),
};
