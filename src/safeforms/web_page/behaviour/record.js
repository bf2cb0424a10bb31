// The record, which is the truth: its raw answers by the keys of their questions. What controls show is a view of it.
let record = freshRecord(), result, strict;
let unsaved = false, wasFinished = false, exact = false;
const replaced = new Map();

function freshRecord() {
  return { form: FORM.id, form_version: FORM.version, status: "in_progress", answers: {} };
}
const byId = id => document.getElementById(id);
const formBoxes = () => questionBoxes(byId("p-form"));
const stepsOf = key => key.split(".").map(step => /^[0-9]+$/.test(step) ? Number(step) : step);
const lastOf = key => key.slice(key.lastIndexOf(".") + 1);
// A reason that holds nothing yet is a blank, and no group either: what is written there takes its place.
const isReason = raw => isMapping(raw) && "unanswered" in raw && !isBlank(raw);
const hasParts = raw => Array.isArray(raw) || (isMapping(raw) && !("unanswered" in raw) && !(raw instanceof Exactly));

// A number as a file wrote it, where JavaScript would write another: 3.0, or one of thirty digits.
class Exactly {
  constructor(source) { this.source = source; }
  toJSON() { return JSON.rawJSON(this.source); }
}
function parsed(text) {
  exact = false;
  return JSON.parse(text, (key, value, context) => {
    const kept = typeof value === "number" && JSON.rawJSON && context && context.source !== String(value);
    exact = exact || kept;
    return kept ? new Exactly(context.source) : value;
  });
}
// The record as it is judged: a number that is not written as a whole one is none.
function judged() {
  if (!exact) return record;
  return JSON.parse(JSON.stringify(record), (key, value, { source }) =>
    typeof value === "number" && !/^-?[0-9]+$/.test(source) ? 0.5 : value);
}

// The raw answer at a key; undefined where there is none.
function held(key) {
  return stepsOf(key).reduce((around, step) => hasParts(around) ? own(around, step) : undefined, record.answers);
}
const noteKey = key => {
  const note = noteOf(lastOf(key), questionAt(key));
  return note && join(outerOf(key), note);
};
const isHeld = key => !isBlank(held(key)) || Boolean(noteKey(key) && !isBlank(held(noteKey(key))));

// Puts a raw answer in; a blank one goes, and with it a group that it leaves empty.
function write(key, raw) {
  unsaved = true;
  if (isBlank(raw) && held(key) === undefined) return;
  const steps = stepsOf(key), last = steps.pop();
  let around = record.answers;
  steps.forEach((step, n) => {
    const next = n + 1 < steps.length ? steps[n + 1] : last;
    if (!hasParts(own(around, step))) around[step] = typeof next === "number" ? [] : {};
    around = around[step];
  });
  if (!isBlank(raw)) around[last] = raw;
  else delete around[last];
  const outer = outerOf(key);
  if (outer && !isRow(outer) && !Object.keys(around).length) write(outer, undefined);
}

// What is saved: as it is held, without rows that were added and left blank.
const added = new WeakSet();
function saved() {
  const answers = { ...record.answers };
  for (const [id, raw] of Object.entries(answers)) {
    if (!Array.isArray(raw) || !raw.some(row => added.has(row))) continue;
    answers[id] = raw.filter(row => !(added.has(row) && isBlank(row)));
    if (!answers[id].length) delete answers[id];
  }
  return { ...record, answers };
}
