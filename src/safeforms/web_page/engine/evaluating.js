// Condition x contents -> a ruling; `scope` is the key of the group or row in which a rule stands, "" outside of any.
const outerOf = key => key.slice(0, Math.max(0, key.lastIndexOf(".")));
const isRow = key => /\.[0-9]+$/.test(key);
const rootOf = key => FORM.questions[key.split(".", 1)[0]];
const questionAt = key => key.includes(".") && !isRow(key) ? rootOf(key).parts[key.slice(key.lastIndexOf(".") + 1)] : rootOf(key);
const plain = value => typeof value === "boolean" ? (value ? "yes" : "no") : value;
const same = (first, second) => first === second ||
  (typeof first === "object" && first.day === second.day && first.time === second.time);

class Evaluation {
  constructor(read, finished, scope = "", known = { asked: new Map(), named: new Map() }) {
    Object.assign(this, { read, finished, scope, known, always: ruling(true) });
  }

  within(scope) {
    return scope === this.scope ? this : new Evaluation(this.read, this.finished, scope, this.known);
  }

  at(key) {
    return this.read.contents.get(key) || BLANK;
  }

  rows(table) {
    const content = this.at(table);
    return content.kind === "value" ? content.value.map(position => join(table, position)) : [];
  }

  // A rule of the form, as it stands in a group or row; without one it always holds.
  rule(condition, scope = "") {
    return condition ? condition(this.within(scope)) : this.always;
  }

  once(memory, name, made) {
    if (!memory.has(name)) memory.set(name, made());
    return memory.get(name);
  }

  // Whether a question is asked; parts of a group or row that was not asked are not.
  asked(key) {
    return this.once(this.known.asked, key, () => {
      const outer = outerOf(key), own = isRow(key) ? this.always : this.rule(questionAt(key).when, outer);
      return outer ? both([this.asked(key.split(".", 1)[0]), own]) : own;
    });
  }

  // A derived truth, an indicator, `gap` or `to_tell`.
  so(name) {
    return this.once(this.known.named, name, () => this.within("").ruled(name));
  }

  ruled(name) {
    if (name === "gap") return either(SCREENING().map(key => this.leftOpen(key)));
    if (name === "to_tell") return either(tellers(this).flatMap(teller =>
      teller.tell.map(tell => both([teller.ruling, this.rule(tell.when)]))));
    return this.rule((own(FORM.indicators, name) || {}).when || FORM.derived[name]);
  }

  // Whether the reason that was given closes the matter.
  settles(key) {
    const { reason } = this.at(key), offered = reason && own(questionAt(key).reasons || {}, reason);
    if (!offered || !offered.settles) return ruling(false, [key]);
    const found = this.rule(offered.settles, outerOf(key));
    return ruling(found.truth, [...found.because, key]);
  }

  leftOpen(key) {
    const given = this.unanswered(key);
    return this.at(key).reason ? both([given, denied(this.settles(key))]) : given;
  }

  // Whether a blank never blocks: optional or to come later, itself or what is around it.
  mayStayOpen(key) {
    const question = questionAt(key);
    return Boolean(question.optional || question.later || rootOf(key).later);
  }

  key(name) {
    return name.startsWith(".") ? this.scope + name : name;
  }

  not(inner) { return denied(inner); }
  and(...parts) { return both(parts); }
  or(...parts) { return either(parts); }

  is(value, literal) { return this.test(value, found => same(found, literal)); }
  isNot(value, literal) { return this.test(value, found => !same(found, literal)); }
  in(value, ...literals) { return this.test(value, found => literals.some(literal => same(found, literal))); }
  notIn(value, ...literals) { return this.test(value, found => !literals.some(literal => same(found, literal))); }

  below(left, right) { return this.compare(left, right, before); }
  above(left, right) { return this.compare(left, right, (first, second) => before(second, first)); }
  atMost(left, right) { return this.compare(left, right, (first, second) => !before(second, first)); }
  atLeast(left, right) { return this.compare(left, right, (first, second) => !before(first, second)); }

  years(start, end) { return combine(this.value(start), this.value(end), yearsBetween); }
  days(start, end) { return combine(this.value(start), this.value(end), (first, last) => last.day - first.day); }

  minus(left, right) {
    return combine(this.value(left), this.value(right), (first, second) =>
      typeof first === "number" ? first - second : first.day - second.day);
  }

  test(value, holds) {
    const found = this.value(value);
    return found.value === undefined ? found.otherwise : ruling(holds(plain(found.value)), found.otherwise.because);
  }

  compare(left, right, holds) {
    const compared = combine(this.value(left), this.value(right), holds);
    return compared.value === undefined ? compared.otherwise : ruling(compared.value, compared.otherwise.because);
  }

  // What stands in a rule where a value is compared: a number, a day, a quantity, or a name.
  value(meant) {
    if (typeof meant !== "string") return typeof meant === "object" && meant.otherwise ? meant : quantity(meant);
    const key = this.key(meant);
    if (key.includes(".") || own(FORM.questions, key)) {
      const content = this.at(key), held = content.kind === "value";
      return held ? quantity(content.value, ruling(true, [key])) : quantity(undefined, this.withoutValue(key));
    }
    if (key === "worst_finding") return this.worstFinding();
    if (key === "today" || key === "now") return quantity(fixedBound(key, this.read.now));
    return this.rule(FORM.derived[key]);
  }

  // The gravest level among findings; what is undetermined does not count.
  worstFinding() {
    const held = Object.entries(FORM.indicators).filter(([id]) => this.so(id).truth);
    const worst = ["red", "amber", "info"].find(level => held.some(([, one]) => one.level === level)) || "none";
    const because = held.filter(([, one]) => one.level === worst).map(([id]) => this.so(id));
    return quantity(worst, ruling(true, together(because)));
  }

  // What a test of a question is that has no valid value.
  withoutValue(key) {
    const outer = outerOf(key), { kind } = this.at(key);
    if (outer && this.at(outer).kind !== "value") return this.withoutValue(outer);
    if (kind === "invalid") return ruling(null, [key]);
    const asked = this.asked(key);
    if (asked.truth === false) return asked;
    if (kind === "blank") return this.blank(key);
    const settles = this.settles(key);
    return ruling(settles.truth ? false : null, settles.truth === null ? settles.because : [key]);
  }

  // What is known of a blank that is, or may be, asked.
  blank(key) {
    if (this.finished && this.mayStayOpen(key)) return ruling(false, [key]);
    const asked = this.asked(key);
    return ruling(null, asked.truth === null && asked.because.size ? asked.because : [key]);
  }

  answered(name) {
    const key = this.key(name), { kind } = this.at(key), outer = outerOf(key);
    if (outer && this.at(outer).kind !== "value") return this.answered(outer);
    if (kind === "value" || kind === "reason") return ruling(kind === "value", [key]);
    const asked = this.asked(key);
    if (asked.truth === false) return asked;
    return kind === "invalid" ? ruling(null, [key]) : this.blank(key);
  }

  unanswered(name, ...reasons) {
    const key = this.key(name), { kind, reason } = this.at(key), outer = outerOf(key);
    if (outer && this.at(outer).kind !== "value") return this.answered(outer);
    if (kind === "value" || (kind === "reason" && reasons.length && !reasons.includes(reason))) return ruling(false, [key]);
    if (kind !== "reason") return this.answered(key);
    const asked = this.asked(key);
    return asked.truth === false ? asked : ruling(asked.truth, [...asked.because, key]);
  }

  includes(name, ...options) {
    const key = this.key(name), { kind, value } = this.at(key);
    if (options.some(option => (value || []).includes(option))) return ruling(true, [key]);
    return kind === "value" ? ruling(false, [key]) : this.withoutValue(key);
  }

  any(table, condition) { return this.each(table, condition, either); }
  all(table, condition) { return this.each(table, condition, both); }

  each(table, condition, join) {
    if (this.at(table).kind !== "value") {
      const without = this.withoutValue(table);
      return without.truth === null ? without : ruling(join([]).truth, without.because);
    }
    const row = key => this.at(key).kind === "value" ? this.rule(condition, key) : ruling(null, [key]);
    const all = join(this.rows(table).map(row));
    return all.truth === null ? all : ruling(all.truth, [...all.because, table]);
  }

  count(name) {
    const key = this.key(name), { kind, value } = this.at(key), question = questionAt(key);
    if (kind === "value") {
      const counted = value.filter(item => question.type === "table" || !question.options[item].exclusive);
      return quantity(counted.length, ruling(true, [key]));
    }
    const without = this.withoutValue(key);
    const none = question.type === "table" && without.truth === false;
    return none ? quantity(0, ruling(true, without.because)) : quantity(undefined, without);
  }
}

const SCREENING = () => Object.keys(FORM.questions).filter(id => FORM.questions[id].screening);
