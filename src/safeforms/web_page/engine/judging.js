// What is wrong with a record's answers: one fault for each thing that is wrong, in form order.
const WARNINGS = ["not_asked", "wrong_version"];
const GRAVITY = { red: 3, amber: 2, grey: 1, green: 0, info: 0 };
const isError = ({ code }) => !WARNINGS.includes(code);

const faultsOf = r => {
  const all = [...r.read.faults];
  for (const [id, question] of Object.entries(FORM.questions)) questionFaults(r, question, id, all);
  requiredFaults(r, all);
  for (const check of FORM.checks) if (r.rule(check.never).truth) all.push(fault("check_failed", check.at, check.id));
  overrideFaults(r, all);
  return inFormOrder(all);
};

const questionFaults = (r, question, key, all) => {
  const { kind } = r.at(key), asked = r.asked(key).truth, outer = outerOf(key);
  noteFaultsAt(r, question, key, all);
  if (kind === "blank") {
    if (asked && !r.mayStayOpen(key)) all.push(fault("missing_answer", key));
    return;
  }
  const outerAsked = !outer || r.asked(key.split(".", 1)[0]).truth !== false;
  if (asked === false && outerAsked && kind !== "invalid") all.push(fault("not_asked", key));
  if (kind !== "value") return;
  limitFaults(r, question, key, all);
  const around = question.type === "table" ? rowsOf(r, question, key, all) : question.parts ? [key] : [];
  for (const whole of around)
    for (const [id, part] of Object.entries(question.parts)) questionFaults(r, part, join(whole, id), all);
};

const rowsOf = (r, { fewest = 1, most = Infinity }, key, all) => {
  const rows = r.rows(key);
  if (rows.length < fewest || rows.length > most) all.push(fault("out_of_range", key, "rows"));
  return rows.filter(row => r.at(row).kind === "value");
};

const noteFaultsAt = (r, question, key, all) => {
  const outer = outerOf(key), id = noteOf(question.id, question);
  if (!id) return;
  const { kind, value } = r.at(key), note = r.read.notes.get(key), at = join(outer, id);
  if (kind !== "value") return void all.push(...strayNote(note, at));
  const needs = [].concat(plain(value)).map(option => question.options[option].note);
  const required = needs.some(needed => needed && r.rule(needed, outer).truth);
  if (required) r.read.needsNote.add(key);
  all.push(...noteFaults(note, at, required));
};

// Limits that rest on another answer.
const limitFaults = (r, question, key, all) => {
  const { value } = r.at(key), scope = outerOf(key);
  const [from, to] = [question.from, question.to].map(bound => otherBound(r, bound, scope));
  const wrong = from !== undefined && before(value, from) ? question.from
    : to !== undefined && before(to, value) ? question.to : undefined;
  if (wrong !== undefined) all.push(fault("out_of_range", key, wrong));
};
const otherBound = (r, bound, scope) => {
  if (!isText(bound) || bound === "today" || bound === "now") return undefined;
  const inner = scope && own(rootOf(scope).parts, bound) ? join(scope, bound) : bound;
  const { kind, value } = r.at(inner);
  return kind === "value" ? value : undefined;
};

// What a group or row must satisfy as a whole; silent where a part of it has an error of its own.
const requiredFaults = (r, all) => {
  const wrong = all.filter(isError).map(one => `${one.key}.`);
  for (const [id, { type, require }] of Object.entries(FORM.questions)) {
    if (!require) continue;
    for (const key of type === "table" ? r.rows(id) : [id]) {
      if (r.at(key).kind !== "value" || !r.asked(key).truth || wrong.some(at => at.startsWith(`${key}.`))) continue;
      if (!r.rule(require, key).truth) all.push(fault("missing_answer", key, "require"));
    }
  }
};

const findingsHeld = r => Object.entries(FORM.indicators).filter(([id]) => r.so(id).truth).map(([, one]) => one);
const gravest = levels => Math.max(0, ...levels.map(level => GRAVITY[level]));
const cannotBeRated = (r, doubtful) => r.so("gap").truth !== false || doubtful.some(level => level !== "info");

// The professional's own level: raised freely, lowered only with a senior, under a hard finding never.
const overrideFaults = (r, all) => {
  const { override } = FORM.summary, own = override && r.at(`${override}.level`);
  if (!override || r.at(override).kind !== "value" || own.kind !== "value") return;
  const findings = findingsHeld(r), grave = GRAVITY[own.value];
  if (grave < gravest(findings.filter(one => one.hard).map(one => one.level)))
    return void all.push(fault("check_failed", override, "hard"));
  const doubtful = Object.keys(FORM.indicators).filter(id => r.so(id).truth === null).map(id => FORM.indicators[id].level);
  const computed = gravest(findings.map(one => one.level)) || (!all.some(isError) && cannotBeRated(r, doubtful) ? 1 : 0);
  if (grave < computed && r.at(`${override}.agreed_by`).kind === "blank")
    all.push(fault("missing_answer", `${override}.agreed_by`));
};

// The position in form order of every question, rows aside.
let order;
const positions = () => order = order || new Map(Object.entries(FORM.questions).flatMap(([id, { parts }]) =>
  [id, ...Object.keys(parts || {}).map(part => join(id, part))]).map((key, position) => [key, position]));

const steps = key => key === "" ? [] : key.split(".").map(step => /^[0-9]/.test(step) ? Number(step) : step);
const withoutNote = name => name.replace(/_note$/, "");

// Lists of numbers and texts, compared item by item; a list that begins another comes first.
const compareLists = (first, second) => {
  for (let at = 0; at < Math.min(first.length, second.length); at += 1)
    if (first[at] !== second[at]) return first[at] < second[at] ? -1 : 1;
  return first.length - second.length;
};
const sortedBy = (items, keyOf) =>
  items.map(item => [keyOf(item), item]).sort((one, other) => compareLists(one[0], other[0])).map(([, item]) => item);

// Rows stand by number, questions by position, notes after their question, what concerns the record last.
const placeOf = key => {
  const known = positions(), [first = "", ...inner] = steps(key);
  const outer = known.has(first) ? first : withoutNote(first);
  const place = (around, step) => {
    if (typeof step === "number") return [0, step, 0];
    const position = known.get(around + step);
    if (position !== undefined) return [1, position, 0];
    const asked = known.get(around + withoutNote(step));
    return [1, asked === undefined ? known.size : asked, 1];
  };
  const all = first === "" ? [[1, known.size, 0]] : [place("", first), ...inner.map(step => place(`${outer}.`, step))];
  return all.flat();
};
const inFormOrder = all => sortedBy(sortedBy(all, one => [one.code, one.detail]), one => placeOf(one.key));

// Where a summary lists a question: by its outermost, the row, the part.
const listed = key => {
  const known = positions(), all = steps(key), row = all.find(step => typeof step === "number");
  const at = (name, otherwise) => known.has(name) ? known.get(name) : otherwise;
  return [at(all[0], known.size), row === undefined ? -1 : row, at(`${all[0]}.${all[all.length - 1]}`, 0)];
};
