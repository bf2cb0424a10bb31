// Faults in words: what is wrong, then what to do. A sentence names the question, never the answer nor an unknown key.
const MANY = 12;
const STRANGER = "holds something that the form does not ask. Its name is not shown: it may be a patient's.";
const NOTE_KIND = "a note: text, every character of it whole";
const KINDS = {
  yes_no: "yes or no (true or false)",
  choice: "the id of one option",
  choices: "a list of option ids, each once",
  text: "text, every character of it whole",
  integer: "a whole number",
  date: "a day that exists, written like 2026-03-31",
  datetime: "a date and time that exist, written like 2026-03-31T14:30",
  nhs_number: "an NHS number: ten digits without blanks, the check digit right",
  group: "a set of answers",
  override: "a set of answers",
  table: "a list of rows, each a set of answers",
};

// The question of a path, of a note the one that it belongs to; undefined where there is none.
const named = ([first = "", inner]) => {
  const outer = own(FORM.questions, first) || own(FORM.questions, withoutNote(first));
  if (!outer || inner === undefined || !outer.parts) return outer;
  return Object.values(outer.parts).find(part => inner === part.id || inner === noteOf(part.id, part)) || outer;
};
const questionOf = key => named(steps(key).filter(isText));

// The text of a question and where it stands, if that is inside a group or a table.
const textAndPlace = key => {
  const all = steps(key), question = questionOf(key), row = all.find(step => typeof step === "number");
  const outer = own(FORM.questions, all[0]), at = row === undefined ? "" : `row ${row + 1}`;
  if (!question) return ["", ""];
  if (!outer || !outer.parts) return [question.text, ""];
  if (question === outer) return [question.text, at && ` (${at})`];
  return [question.text, at ? ` (${at} of "${outer.text}")` : ` (in "${outer.text}")`];
};
const heading = key => textAndPlace(key).join("");

const isNote = (key, question) => ["note", noteOf(question.id, question)].includes(steps(key).pop());

const SENTENCES = {
  missing_answer: ({ detail }, name, question) => detail === "require"
    ? `${name} is not enough: it needs that ${question.needs}.` : `${name} is not answered. ${whatToDo(question)}`,
  not_an_option: (_, name, question) => `${name} has an answer that it does not offer. It offers ${offers(question)}.`,
  wrong_type: ({ key }, name, question) => `${name} is of the wrong kind. It must be ${kindOf(key, question)}.`,
  wrong_format: ({ key }, name, question) => `${name} is not written as it must be. It must be ${kindOf(key, question)}.`,
  out_of_range: (one, name, question) => `${name} is outside its limits. It ${limitsOf(one, question)}.`,
  too_short: ({ key }, name, question) => `${name} is too short. Write at least ${shortest(key, question)} characters.`,
  too_long: (_, name, question) => `${name} is too long. Write at most ${question.maxLength} characters.`,
  stock_phrase: (_, name, question) => `${name} holds a phrase that says nothing. ${whatToDo(question)}`,
  reason_not_offered: ({ detail }, name, question) => detail && question.reasons
    ? `${name} takes the id of one reason under \`unanswered\`: ${Object.keys(question.reasons).join(", ")}.`
    : `${name} cannot be left for this reason. ${whatToDo(question)}`,
  note_missing: (_, name) => `${name} needs a note with the answer or reason chosen. Write at least ${NOTE.minLength} characters.`,
  exclusive_option: (_, name) => `${name} joins an option that excludes all others with another. Choose the one or the others.`,
  check_failed: ({ detail }, name) => detail === "hard"
    ? `${name} cannot lower this level: a finding holds that no judgement may downgrade.`
    : FORM.checks.find(check => check.id === detail).message,
  unknown_question: (_, name) => `${name} ${STRANGER}`,
  not_asked: ({ key }, name, question) =>
    `${isNote(key, question) ? "A note on " : ""}${name} was recorded although the form did not ask for it here. It is kept and it counts.`,
};

const sentence = one => {
  const question = questionOf(one.key), [text, place] = textAndPlace(one.key);
  return question ? SENTENCES[one.code](one, `"${text}"${place}`, question) : `The record ${STRANGER}`;
};

const whatToDo = ({ reasons }) => {
  const texts = Object.keys(reasons || {}).map(reason => own(FORM.reasons, reason)).filter(Boolean);
  return reasons ? `Answer it, or record why not (${texts.join("; ")}).` : "Answer it.";
};
const offers = ({ options }) => {
  const texts = Object.values(options || {}).map(option => `"${option.text}"`), more = texts.length - MANY;
  return texts.slice(0, MANY).join(", ") + (more > 0 ? ` and ${more} more` : "");
};
const kindOf = (key, question) => isNote(key, question) ? NOTE_KIND : KINDS[question.type];
const shortest = (key, question) =>
  question.type === "text" && !isNote(key, question) ? question.minLength || 1 : NOTE.minLength;

const limitsOf = ({ key }, { type, from, to, fewest = 1, most }) => {
  if (type === "table") return `takes ${fewest} ${most ? `to ${most} rows` : "rows or more"}`;
  const said = [["from", from], ["up to", to]].filter(([, bound]) => bound !== undefined);
  return `must lie ${said.map(([word, bound]) => `${word} ${boundInWords(bound, key)}`).join(" ")}`;
};
const boundInWords = (bound, key) => {
  if (!isText(bound)) return String(bound);
  if (bound === "today" || bound === "now") return bound === "now" ? "this moment" : bound;
  const [outer, inner] = bound.split("."), parts = (rootOf(key) || {}).parts || {};
  const elsewhere = inner ? own((own(FORM.questions, outer) || {}).parts || {}, inner) : own(FORM.questions, outer);
  const question = own(parts, bound) || elsewhere;
  return question ? `"${question.text}"` : bound;
};
