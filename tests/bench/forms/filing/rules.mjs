// Rules across items, each said in the three languages that the engines have: CEL, SurveyJS's expressions, and JavaScript for JSON
// Forms, which has only JSON Schema. `at` is where the error stands. All hold where an answer that they need is blank.
const sumOf = (list, member) => (list ?? []).reduce((sum, one) => sum + (one[member] ?? 0), 0);

/** Functions that SurveyJS does not bring. */
export const functions = {
  daysBetween: ([from, until]) => (from && until ? (Date.parse(until) - Date.parse(from)) / 86_400_000 : undefined),
  distinct: ([list, member]) => {
    const values = (list ?? []).map((one) => one[member]).filter(Boolean);
    return new Set(values).size === values.length;
  },
};

export const rules = [
  {
    code: 'period.order', at: 'agent.until', cel: 'agent.from <= agent.until', survey: '{agent_from} empty or {agent_from} <= {agent_until}',
    js: ({ agent: { from, until } }) => !from || !until || from <= until,
  },
  {
    code: 'period.long', at: 'agent.until', cel: 'agent.days <= 1096', survey: '{agent_days} empty or {agent_days} <= 1096',
    js: ({ agent: { days } }) => days === undefined || days <= 1096,
  },
  {
    code: 'email.again', at: 'agent.emailAgain', cel: 'blank(agent.emailAgain) || agent.email == agent.emailAgain',
    survey: '{agent_email} = {agent_emailAgain}', js: ({ agent: a }) => !a.emailAgain || a.email === a.emailAgain,
  },
  {
    code: 'agent.mobile', at: 'agent.mobile',
    cel: 'blank(agent.mobile) || agent.isRepresentative != false || agent.mobile != representative.mobile',
    survey: '{agent_isRepresentative} <> false or {agent_mobile} <> {representative_mobile}',
    js: ({ agent: a, representative: r }) => !a.mobile || a.isRepresentative !== false || a.mobile !== r.mobile,
  },
  {
    code: 'agent.document', at: 'agent.residentId', cel: 'blank(agent.residentId) || agent.residentId != representative.residentId',
    survey: '{agent_residentId} <> {representative_residentId}',
    js: ({ agent: a, representative: r }) => !a.residentId || a.isRepresentative || a.document !== 'residentId' || a.residentId !== r.residentId,
  },
  {
    code: 'keys.too_many', at: 'application.heldKeys', cel: 'application.heldKeys + size(keys) <= 9', survey: '{application_heldKeys} + {keys.length} <= 9',
    js: ({ application: { heldKeys, business }, keys }) =>
      heldKeys === undefined || business === 'first' || business === 'change' || heldKeys + keys.length <= 9,
  },
  {
    code: 'keys.same_mobile', at: 'keys', cel: 'keys.all(k, blank(k.mobile) || keys.exists_one(o, o.mobile == k.mobile))',
    survey: "distinct({keys}, 'mobile')", js: ({ keys }) => functions.distinct([keys, 'mobile']),
  },
  {
    code: 'keys.limits', at: 'keys', cel: 'sum(keys.map(k, k.limit).filter(l, l != null)) <= enterprise.capital',
    survey: "{enterprise_capital} empty or sumInArray({keys}, 'limit') <= {enterprise_capital}",
    js: ({ keys, enterprise: { capital } }) => capital === undefined || sumOf(keys.filter((key) => key.limited), 'limit') <= capital,
  },
  {
    code: 'share.whole', at: 'enterprise.foreignShare', cel: "enterprise.kind != 'foreign' || enterprise.foreignShare == null || enterprise.foreignShare == 100",
    survey: "{enterprise_kind} <> 'foreign' or {enterprise_foreignShare} = 100",
    js: ({ enterprise: e }) => e.kind !== 'foreign' || e.foreignShare === undefined || e.foreignShare === 100,
  },
  {
    code: 'pickup.early', at: 'delivery.pickupOn', cel: 'delivery.pickupOn >= agent.from', survey: '{agent_from} empty or {delivery_pickupOn} >= {agent_from}',
    js: ({ delivery: { way, pickupOn }, agent: { from } }) => way !== 'pickup' || !pickupOn || !from || pickupOn >= from,
  },
  {
    code: 'invoice.uscc', at: 'invoice.taxNumber', cel: 'blank(invoice.taxNumber) || invoice.taxNumber == enterprise.uscc',
    survey: '{invoice_taxNumber} = {enterprise_uscc}',
    js: ({ invoice: i, enterprise: e }) => !i.wanted || !i.taxNumber || i.taxNumber === e.uscc,
  },
  {
    code: 'declaration.truthful', at: 'declaration.truthful', cel: 'declaration.truthful != false', survey: '{declaration_truthful} <> false',
    js: ({ declaration: { truthful } }) => truthful !== false,
  },
  {
    code: 'declaration.terms', at: 'declaration.terms', cel: 'declaration.terms != false', survey: '{declaration_terms} <> false',
    js: ({ declaration: { terms } }) => terms !== false,
  },
];
