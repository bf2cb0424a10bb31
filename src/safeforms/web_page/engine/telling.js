// Whom a record says to tell, and whom if something turns out; each recipient once, the most pressing first.
const tellers = r => [
  ...Object.entries(FORM.indicators).map(([id, one]) => ({ id, within: one.within, tell: one.tell, ruling: r.so(id) })),
  ...FORM.notify.map(one => ({ id: one.id, within: one.within, tell: one.tell, ruling: r.rule(one.when) })),
];

const tellsOf = (r, open, start) => {
  const asking = tellers(r).flatMap(({ id, within, tell, ruling }) => {
    const truth = open.includes(id) ? null : ruling.truth, pressing = urgency(within, start);
    return truth === false ? [] : tell.map(one => ({ id, to: one.to, within, pressing, truth: and(truth, r.rule(one.when).truth) }));
  });
  const certain = asking.filter(ask => ask.truth === true);
  const covered = possible => certain.some(({ to, pressing }) => to === possible.to && compareLists(pressing, possible.pressing) <= 0);
  const possible = asking.filter(ask => ask.truth === null && !covered(ask));
  return { tell: byRecipient(certain), tellIf: byRecipient(possible) };
};
const and = (one, other) => one === false || other === false ? false : one === null || other === null ? null : true;

const byRecipient = asking => {
  const pressing = sortedBy(asking, ask => ask.pressing);
  return [...new Set(pressing.map(ask => ask.to))].map(to => ({
    to,
    because: [...new Set(asking.filter(ask => ask.to === to).map(ask => ask.id))],
    within: pressing.find(ask => ask.to === to).within,
  }));
};
