// How many checks a page makes in a second, through the package's Rules: runs in browsers and in Node.
const texts = {
  uscc: ['91110000600037341L', '9144030071526726XG', '92141127MA0KD1Y64A', ' 9135 0100 m000 100y 43', '91110000600037441L'],
  residentId: ['11010519491231002X', '360426199101010071', '440524188001010014', '110105 19491231 002x', '360426199101010072'],
  mobile: ['13800138000', '+86 138-0013-8000', '１３８００１３８０００', '19900000000', '1380013800'],
};

const runs = 9;
const perRun = 50_000;

/**
 * Measures `rules.check(name, …)`, four texts in five of them good, and the first of them alone.
 * @returns [{what, perSecond}]: medians of nine runs
 */
export function measureChecks(rules) {
  const figures = [];
  for (const [name, all] of Object.entries(texts)) {
    figures.push({ what: `${name}, good code`, perSecond: measure(rules, name, all.slice(0, 1)) });
    figures.push({ what: `${name}, one in five wrong`, perSecond: measure(rules, name, all) });
  }
  return figures;
}

function measure(rules, name, all) {
  const seconds = [];
  let errors = 0;
  for (let run = 0; run <= runs; ++run) {
    const begin = performance.now();
    for (let i = 0; i < perRun; ++i) {
      errors += rules.check(name, all[i % all.length]).errors.length;
    }
    if (run > 0) seconds.push((performance.now() - begin) / 1000); // the first warms the engine up
  }
  if (errors < 0) throw new Error('the engine may not leave the checks out');
  return Math.round(perRun / seconds.sort((a, b) => a - b)[runs >> 1]);
}
