// A record -> what the page shows of it: `judge` is all that the rest of the page calls, with `heading` and `londonNow`.
const STATUSES_KNOWN = ["in_progress", "completed", "amended", "entered_in_error"];
const RECORD_KEYS = ["form", "form_version", "record_id", "status", "answers"];
const LEVEL_WORDS = {
  red: "Red", amber: "Amber", grey: "Grey: cannot be rated", green: "No indicators recorded from the questions asked",
};
const RANK = [null, "green", "grey", "amber", "red"];

// FORM as it is written -> as it is read: questions with id and type, an option or recipient that is but a text as one.
const unfolded = form => {
  const unfold = ([id, question]) => {
    const { options = {}, parts = {}, type = "choice" } = question;
    Object.assign(question, { id, type });
    for (const name of Object.keys(options)) if (isText(options[name])) options[name] = { text: options[name] };
    Object.entries(parts).forEach(unfold);
  };
  Object.entries(form.questions).forEach(unfold);
  form.checks = form.checks.map(([id, at, message, never]) => ({ id, at, message, never }));
  for (const [id, [level, concern, actions, within, tell, when, hard]] of Object.entries(form.indicators))
    form.indicators[id] = { level, concern, actions, within, tell, when, hard };
  for (const teller of [...Object.values(form.indicators), ...form.notify])
    teller.tell = teller.tell.map(one => isText(one) ? { to: one } : one);
  return form;
};

const problem = (code, message, path = [], key = path.join(".")) =>
  ({ code, path, key, severity: WARNINGS.includes(code) ? "warning" : "error", message });

// The record that a raw value is, with what is wrong around its answers; no answers where there are none to judge.
const openRecord = raw => {
  const unreadable = message => ({ answers: undefined, status: "completed", problems: [problem("unreadable", message)] });
  if (!isMapping(raw)) return unreadable("A record must be a mapping: answers by question id.");
  if (own(raw, "answers") === undefined && own(raw, "form") === undefined)
    return { answers: raw, status: "completed", problems: [] };
  if (!isMapping(raw.answers)) return unreadable("The record has no answers: `answers` must map question ids to answers.");
  const problems = ["form", "form_version", "record_id"].filter(key => !isBlankOr(textOf, raw, key))
    .map(key => problem("wrong_type", `The record's \`${key}\` must be text, every character of it whole.`, [key]));
  const strangers = Object.keys(raw).filter(key => !RECORD_KEYS.includes(key));
  problems.push(...strangers.map(() => problem("unknown_question",
    "Beside `answers` the record holds something unknown. Its name is not shown: it may be a patient's.")));
  const known = STATUSES_KNOWN.includes(raw.status);
  if (!known && !isNothing(raw.status))
    problems.push(problem("not_an_option", `The record's \`status\` must be one of ${STATUSES_KNOWN.join(", ")}.`, ["status"]));
  return { ...versionAndForm(raw, problems), answers: raw.answers, status: known ? raw.status : "completed", problems };
};
const isNothing = raw => raw === null || raw === undefined;
const isBlankOr = (test, raw, key) => isNothing(own(raw, key)) || test(raw[key], key);
const textOf = (value, key) => isText(value) ? isWhole(value)
  : key === "record_id" && Number.isInteger(value) && Math.abs(value) < 1e18;

// A record of another form is not judged; one of another version is, and says so.
const versionAndForm = (raw, problems) => {
  const [form, version] = [raw.form, raw.form_version].map(text => isText(text) && isWhole(text) ? text : undefined);
  const other = form !== undefined && form !== FORM.id;
  if (other) problems.push(problem("wrong_form", `The record names another form than '${FORM.id}', for which it was given.`, ["form"]));
  else if (version !== undefined && version !== FORM.version) problems.push(problem("wrong_version",
    `The record was made with another version of the form than ${FORM.version}. It is judged by ${FORM.version}.`, ["form_version"]));
  return { refused: other };
};

const softened = (one, status) => {
  const leftToDo = status === "in_progress" && ["missing_answer", "note_missing"].includes(one.code);
  return leftToDo || status === "entered_in_error" ? { ...one, severity: "warning" } : one;
};

const judge = (record, now) => {
  const { answers, status, refused, problems: around } = openRecord(record);
  const read = { contents: new Map(), notes: new Map(), needsNote: new Set(), faults: [], now: moment(now) };
  const judged = answers !== undefined && !refused;
  readQuestions(read, FORM.questions, judged ? answers : {}, "");
  const r = new Evaluation(read, status !== "in_progress"), faults = judged ? faultsOf(r) : [];
  const told = faults.map(one => problem(one.code, sentence(one), steps(one.key), one.key));
  const problems = judged ? [...around, ...told].map(one => softened(one, status)) : around;
  const accepted = problems.every(one => one.severity === "warning");
  const complete = accepted && judged && (status === "completed" || status === "amended");
  return {
    asked: askedOf(r, answers), contents: read.contents, needsNote: read.needsNote, problems, complete, accepted,
    ...rated(r, faults, complete, status),
    unanswered: unansweredOf(r),
    notAsked: sortedBy(faults.filter(one => one.code === "not_asked").map(one => one.key), listed),
  };
};

// Every question, the parts of groups, and the parts of each row that there is or was begun.
const askedOf = (r, answers) => new Map(Object.entries(FORM.questions).flatMap(([id, { type, parts = {} }]) => {
  const raw = type === "table" ? own(answers || {}, id) : undefined;
  const rows = Array.isArray(raw) ? raw.flatMap((row, at) => isMapping(row) || isBlank(row) ? [join(id, at)] : []) : [];
  const around = type === "table" ? rows : [id];
  return [id, ...around.flatMap(whole => Object.keys(parts).map(part => join(whole, part)))];
}).map(key => [key, { truth: r.asked(key).truth, because: [...r.asked(key).because] }]));

// Findings and level; of a record entered in error there are none.
const rated = (r, faults, complete, status) => {
  if (status === "entered_in_error") return {
    level: null, levelWords: "Not rated: entered in error", possibleLevel: null, findings: [], undetermined: [],
    tell: [], tellIf: [], override: null,
  };
  const failed = new Map(faults.filter(one => one.code === "check_failed").map(one => [one.key, readersOf(one.key)]));
  const indicators = Object.entries(FORM.indicators), truth = id => r.so(id).truth;
  const doubted = id => truth(id) === null || (truth(id) === false && [...failed.values()].some(ids => ids.includes(id)));
  const open = indicators.filter(([id]) => doubted(id)).map(([id]) => id);
  const doubtful = open.map(id => FORM.indicators[id].level);
  const { value: worst } = r.worstFinding(), grave = worst === "red" || worst === "amber";
  const level = grave ? worst : !complete ? null : cannotBeRated(r, doubtful) ? "grey" : "green";
  const possible = [level, ...doubtful.filter(one => one !== "info")].map(one => RANK.indexOf(one));
  const words = status === "in_progress" ? "Not rated: still in progress" : "Not rated: incomplete";
  const { assessedAt } = FORM.summary, start = assessedAt && r.at(assessedAt);
  return {
    level, levelWords: level ? LEVEL_WORDS[level] : words, possibleLevel: RANK[Math.max(...possible)],
    findings: sortedBy(indicators.filter(([id]) => truth(id)), ([, one]) => [-["info", "amber", "red"].indexOf(one.level)]).map(([id]) => id),
    undetermined: undeterminedOf(r, open, failed),
    ...tellsOf(r, open, start && start.kind === "value" ? start.value : undefined),
    override: overrideOf(r),
  };
};
const readersOf = key => (own(FORM.doubts, key.split(".", 1)[0]) || []).map(at => Object.keys(FORM.indicators)[at]);

// For each question that keeps an indicator open, why it does.
const undeterminedOf = (r, open, failed) => {
  const keeping = new Map();
  for (const id of open) {
    const { truth, because } = r.so(id);
    const doubted = [...failed].filter(([, ids]) => ids.includes(id)).map(([key]) => key);
    const keys = truth === null && because.size ? [...because] : doubted;
    for (const key of keys) keeping.set(key, [...(keeping.get(key) || []), id]);
  }
  const why = key => failed.has(key) ? "The answer contradicts another." : WHY[r.at(key).kind](r.at(key));
  return sortedBy([...keeping.keys()], listed).map(key => ({ key, why: why(key), indicators: keeping.get(key) }));
};
const WHY = {
  blank: () => "Not answered.",
  reason: ({ reason }) => `${FORM.reasons[reason]}.`,
  invalid: () => "The answer cannot be used.",
  value: () => "Parts of it are open.",
};

const unansweredOf = r => sortedBy([...r.read.contents.keys()], listed)
  .filter(key => r.at(key).kind === "reason" && r.asked(key).truth !== false)
  .map(key => ({ key, reason: r.at(key).reason, note: r.at(key).note, settles: r.settles(key).truth }));

const overrideOf = r => {
  const { override } = FORM.summary, text = part => {
    const { value } = r.at(`${override}.${part}`);
    return isText(value) ? value : null;
  };
  return override && ["red", "amber", "green"].includes(text("level"))
    ? { level: text("level"), reason: text("reason"), agreedBy: text("agreed_by") } : null;
};
