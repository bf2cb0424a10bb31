// Kleene's three truths with the questions that decided them, and values that may be missing. Unknown is null.
const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;

const ruling = (truth, because = []) => ({ truth, because: new Set(because) });
const together = rulings => rulings.flatMap(one => [...one.because]);

const joined = (rulings, deciding) => {
  const truths = rulings.map(one => one.truth);
  const truth = truths.includes(deciding) ? deciding : truths.includes(null) ? null : !deciding;
  return ruling(truth, together(rulings.filter(one => one.truth === truth)));
};
const both = rulings => joined(rulings, false);
const either = rulings => joined(rulings, true);
const denied = one => ruling(one.truth === null ? null : !one.truth, one.because);

// A value that tests compare; where it is undefined, every test of it is `otherwise`.
const quantity = (value, otherwise = ruling(true)) => ({ value, otherwise });

const combine = (first, second, how) => {
  if (first.value !== undefined && second.value !== undefined)
    return quantity(how(first.value, second.value), both([first.otherwise, second.otherwise]));
  const without = [first, second].filter(part => part.value === undefined).map(part => part.otherwise);
  const unknown = without.filter(one => one.truth === null);
  const truth = unknown.length ? null : false;
  return quantity(undefined, ruling(truth, together(unknown.length ? unknown : without)));
};

const always = () => ruling(true);
