// Filled forms: [path, value] in the order of the form. Amounts are numbers; ekey takes them as texts (page.mjs).
const digest = '0'.repeat(64);
const file = (item) => ({ item, name: `${item}.pdf`, type: 'application/pdf', bytes: 150_000, sm3: digest, sha256: digest });

const person = (group, kind, number) => [[`${group}.document`, kind], [`${group}.${kind}`, number]];

const enterprise = (kind) => [
  ['enterprise.uscc', '91110000600037341L'], ['enterprise.name', '北京某某进出口有限公司'], ['enterprise.englishName', 'Example Trading Co., Ltd.'],
  ['enterprise.tradeCode', '1100600037341'], ['enterprise.customsCode', '1101919107'], ['enterprise.kind', kind], ['enterprise.foreignShare', kind === 'foreign' ? 100 : 40],
  ['enterprise.investorCountry', '新加坡'], ['enterprise.registeredOn', '2012-05-08'], ['enterprise.capital', 5000000.5], ['enterprise.currency', 'CNY'],
  ['enterprise.employees', 120], ['enterprise.imports', 1200000.25], ['enterprise.exports', 800000], ['enterprise.phone', '010-65197888'],
  ['enterprise.fax', '010-65197889'], ['enterprise.postcode', '100731'], ['enterprise.province', 'beijing'], ['enterprise.city', '北京'],
  ['enterprise.address', '东长安街某号院'], ['enterprise.email', 'office@example.com'], ['enterprise.website', 'www.example.com'],
];

const application = (business, cause) => [
  ['application.business', business], ['application.urgency', cause ? 'urgent' : 'normal'], ['application.urgentReason', '合同即将到期'],
  ['application.cause', cause ?? 'damaged'], ['application.policeReport', '京公报字第1号'], ['application.lostOn', '2026-11-02'], ['application.heldKeys', 2],
  ['application.oldKey', 'K2024000123'], ['application.changed', ['name', 'agent']], ['application.changeReason', '公司名称变更'], ['application.remarks', '无'],
];

const agent = (same, kind, number) => [
  ['agent.isRepresentative', same], ['agent.name', '王小明'], ...person('agent', kind, number), ['agent.documentUntil', '2031-01-31'],
  ['agent.mobile', same ? '13800138000' : '13900139000'], ['agent.email', 'agent@example.com'], ['agent.emailAgain', 'agent@example.com'],
  ['agent.department', '业务部'], ['agent.position', '经理'], ['agent.from', '2026-12-01'], ['agent.until', '2028-11-30'],
];

const licences = (...kinds) => [
  ['licences.kinds', kinds], ['licences.generalCount', 12], ['licences.mechanicalCount', 3], ['licences.usedVehicleCount', 40], ['licences.chemicalsCount', 5],
  ['licences.ozoneCount', 1], ['licences.generalGoods', '食糖'], ['licences.mechanicalGoods', '数控机床'], ['licences.vehicleQualification', 'V-2020-17'],
  ['licences.vehicleSince', '2020-06-01'], ['licences.chemicalPermit', 'C-77'], ['licences.chemicalUntil', '2027-12-31'], ['licences.ozoneQuota', 900], ['licences.ozoneYear', 2027],
];

const key = (i, licence, limited) => [
  ['licence', licence], ['general', `key${i}@example.com`], ['mechanical', `account${i}`], ['usedVehicle', `vehicle${i}`], ['holder', '李雷'],
  ['mobile', `1370013700${i}`], ['limited', limited], ['limit', 250000], ['label', `第${i + 1}把`],
].map(([id, value]) => [`keys.${i}.${id}`, value]);

const delivery = (way) => [
  ['delivery.way', way], ['delivery.province', 'shanghai'], ['delivery.agency', 'agency5'], ['delivery.pickupOn', '2026-12-15'], ['delivery.pickupName', '王小明'],
  ['delivery.pickupDocument', '440524188001010014'], ['delivery.recipient', '韩梅梅'], ['delivery.mobile', '13600136000'], ['delivery.city', '上海'],
  ['delivery.address', '世纪大道某号'], ['delivery.postcode', '200120'], ['delivery.company', 'ems'], ['delivery.insured', true], ['delivery.insuredValue', 500],
];

const invoice = (wanted, kind) => [
  ['invoice.wanted', wanted], ['invoice.kind', kind], ['invoice.title', '北京某某进出口有限公司'], ['invoice.taxNumber', '91110000600037341L'], ['invoice.bank', '某银行'],
  ['invoice.account', '0200001234567'], ['invoice.phone', '010-65197888'],
];

const declaration = [['declaration.truthful', true], ['declaration.terms', true], ['declaration.signer', '张三'], ['declaration.place', '北京'], ['declaration.signedOn', '2026-11-23']];
const materials = ['businessLicence', 'representativeDocument', 'agentDocument', 'authorisation', 'report', 'changeProof', 'foreignApproval', 'vehicleProof', 'chemicalProof']
  .map((item) => [`materials.${item}`, file(item)]);
const representative = (kind, number) => [
  ['representative.name', '张三'], ...person('representative', kind, number), ['representative.nationality', '法国'], ['representative.documentUntil', '2035-05-05'],
  ['representative.mobile', '13800138000'], ['representative.email', 'zhang@example.com'],
];

const filled = (parts) => [
  ...parts.application, ...parts.enterprise, ...parts.representative, ...parts.agent, ...parts.licences, ...parts.keys.flat(), ...parts.delivery, ...parts.invoice,
  ...declaration, ...materials,
];

const domestic = filled({
  application: application('first'), enterprise: enterprise('private'), representative: representative('residentId', '11010519491231002X'),
  agent: agent(false, 'residentId', '440524188001010014'), licences: licences('general'), keys: [key(0, 'general', true)], delivery: delivery('courier'), invoice: invoice(true, 'special'),
});
const foreign = filled({
  application: application('reissue', 'stolen'), enterprise: enterprise('foreign'), representative: representative('passport', 'E12345678'),
  agent: agent(true, 'passport', 'E87654321'), licences: licences('mechanical', 'usedVehicle', 'ozone'),
  keys: [key(0, 'mechanical', false), key(1, 'usedVehicle', true), key(2, 'ozone', true)], delivery: delivery('pickup'), invoice: invoice(false, 'plain'),
});
const changing = filled({
  application: application('change', 'lost'), enterprise: enterprise('joint'), representative: representative('hkMoTravelPermit', 'H12345678'),
  agent: agent(false, 'twTravelPermit', '12345678'), licences: licences('general', 'chemicals'), keys: [key(0, 'general', true), key(1, 'chemicals', false)],
  delivery: delivery('courier'), invoice: invoice(true, 'plain'),
});

const but = (filling, changes) => filling.map(([path, value]) => [path, path in changes ? changes[path] : value]);
const without = (filling, ...paths) => filling.filter(([path]) => !paths.includes(path));

/** {name, instances of the keys, set, valid}: what the three engines must agree on. */
export const fillings = [
  { name: 'nothing answered', instances: 1, set: [], valid: false },
  { name: 'a domestic enterprise', instances: 1, set: domestic, valid: true },
  { name: 'a foreign enterprise whose key was stolen', instances: 3, set: foreign, valid: true },
  { name: 'a joint venture that changed its name', instances: 2, set: changing, valid: true },
  {
    name: 'wrong numbers and codes', instances: 1, valid: false,
    set: but(domestic, {
      'enterprise.uscc': '91110000600037441L', 'representative.residentId': '110105194912310021', 'enterprise.postcode': '1007', 'agent.mobile': '23800138000',
      'enterprise.employees': -1, 'delivery.insuredValue': 200000, 'enterprise.email': 'office', 'enterprise.registeredOn': '2027-01-01',
    }),
  },
  {
    name: 'rules across items', instances: 3, valid: false,
    set: but(foreign, {
      'keys.1.mobile': '13700137000', 'application.heldKeys': 7, 'agent.until': '2026-11-30', 'enterprise.foreignShare': 60, 'keys.2.limit': 9000000,
      'agent.emailAgain': 'other@example.com', 'declaration.terms': false,
    }),
  },
  {
    name: 'gaps', instances: 2, valid: false,
    set: without(changing, 'enterprise.englishName', 'application.changeReason', 'agent.twTravelPermit', 'keys.1.general', 'delivery.recipient', 'materials.chemicalProof',
      'enterprise.imports', 'invoice.title', 'declaration.truthful', 'agent.position'),
  },
];

/** Answers that people change, each to another value and back: some that nothing depends on, some with many dependents. */
export const changes = [
  ['enterprise.website', 'www.example.cn', 'www.example.com'], ['enterprise.city', '天津', '北京'], ['enterprise.uscc', '9144030071526726XG', '91110000600037341L'],
  ['agent.until', '2027-11-30', '2028-11-30'], ['enterprise.imports', 900000, 1200000.25], ['delivery.way', 'pickup', 'courier'], ['enterprise.kind', 'joint', 'private'],
  ['agent.isRepresentative', true, false], ['keys.0.mobile', '13700137009', '13700137000'], ['licences.kinds', ['general', 'mechanical'], ['general']],
];
