// A form with an item of every type, with its texts and layout: for tests of the session and of <ekey-form>.
const item = (id, type, more = {}) => ({ id, type, ...more });
const choice = (value, relevant) => ({ value, ...(relevant && { relevant }) });

const accept = { types: ['image/png', 'application/pdf'], bytes: 200_000 };
const agencies = ['beijing', 'tianjin', 'shanghai', 'jiangsu', 'zhejiang', 'fujian', 'guangdong', 'sichuan'];

export const definition = JSON.stringify({
  id: 'every',
  version: 3,
  pages: ['who', 'keys', 'papers'],
  items: [
    item('company', 'group', {
      page: 'who',
      items: [
        item('name', 'text', { required: true, readonly: true, prefill: '/certificate/name' }),
        item('mobile', 'text', { required: true, check: 'mobile', maxLength: 20 }),
        item('remark', 'text', { maxLength: 500 }),
        item('staff', 'integer', { required: true, least: 1, most: 9999 }),
        item('capital', 'decimal', { required: true, fractionDigits: 2, least: 0 }),
        item('founded', 'date', { required: true, from: '1949-10-01', constraints: [{ code: 'founded.future', expression: 'founded <= facts.today' }] }),
        item('foreign', 'boolean', { required: true }),
        item('country', 'text', { required: true, relevant: 'foreign == true', maxLength: 50 }),
        item('kind', 'choice', { required: true, choices: ['trade', 'factory', choice('branch', 'foreign == true')] }),
        item('agency', 'choice', { required: true, choices: agencies }),
        item('goods', 'choices', { required: true, min: 1, max: 2, choices: ['machinery', 'textiles', 'vehicles'] }),
      ],
      rules: [{ code: 'staff.few', severity: 'warning', confirm: true, targets: ['/staff'], expression: '!(staff < 3 && capital > 1000.0)' }],
    }),
    item('keys', 'repeat', {
      page: 'keys',
      min: 1,
      max: 3,
      items: [
        item('login', 'text', { required: true, minLength: 3, maxLength: 20 }),
        item('price', 'decimal', { required: true, fractionDigits: 2 }),
      ],
    }),
    item('total', 'decimal', { page: 'keys', calculate: 'sum(keys.map(k, blank(k.price) ? 0.0 : k.price))' }),
    item('licence', 'material', { page: 'papers', required: true, accept }),
    item('letter', 'material', { page: 'papers', accept }),
  ],
  renames: [{ from: '/company/phone', to: '/company/mobile', before: 2 }],
});

export const facts = { today: '2026-11-27', certificate: { name: '天津示范进出口有限公司', uscc: '91120000PDY00001X7' } };

export const layout = {
  items: {
    '/company/mobile': { appearance: 'short', autocomplete: 'tel', inputmode: 'tel' },
    '/company/remark': { appearance: 'long', rows: 3 },
  },
};

const named = (labels) => Object.fromEntries(Object.entries(labels).map(([pattern, label]) => [pattern, typeof label === 'string' ? { label } : label]));
const named8 = (names) => Object.fromEntries(agencies.map((id, at) => [id, names[at]]));

export const texts = {
  'zh-CN': {
    title: '各种题目',
    pages: { who: '企业', keys: '电子钥匙', papers: '材料' },
    items: named({
      '/company': { label: '企业', hint: '请按营业执照填写。' },
      '/company/name': '企业名称',
      '/company/mobile': { label: '手机号码', hint: '11 位手机号码。', errors: { 'answer.required': '请填写手机号码' } },
      '/company/remark': '备注',
      '/company/staff': '员工人数',
      '/company/capital': { label: '注册资本', hint: '单位：万元。' },
      '/company/founded': '成立日期',
      '/company/foreign': '是否外商投资',
      '/company/country': '投资方所在国家或地区',
      '/company/kind': { label: '企业类型', choices: { trade: '流通企业', factory: '生产企业', branch: '分支机构' } },
      '/company/agency': { label: '发证机构', choices: named8(['北京', '天津', '上海', '江苏', '浙江', '福建', '广东', '四川']) },
      '/company/goods': { label: '经营商品', hint: '最多选两项。', choices: { machinery: '机电产品', textiles: '纺织品', vehicles: '二手车' } },
      '/keys': { label: '电子钥匙', add: '再添加一把电子钥匙' },
      '/keys/*/login': '登录名',
      '/keys/*/price': '单价',
      '/total': '合计',
      '/licence': '营业执照',
      '/letter': '授权书',
    }),
    rules: { 'staff.few': '员工人数与注册资本相比很少。请核对，无误的请确认。', 'founded.future': '成立日期不能晚于今天。请核对后重新填写。' },
  },
  en: {
    title: 'Every kind of question',
    pages: { who: 'Enterprise', keys: 'Electronic keys', papers: 'Documents' },
    items: named({
      '/company': { label: 'Enterprise', hint: 'Answer as on the business licence.' },
      '/company/name': 'Name of the enterprise',
      '/company/mobile': { label: 'Mobile number', hint: '11 digits.', errors: { 'answer.required': 'Enter a mobile number' } },
      '/company/remark': 'Remark',
      '/company/staff': 'Number of staff',
      '/company/capital': { label: 'Registered capital', hint: 'In units of 10,000 yuan.' },
      '/company/founded': 'Day of foundation',
      '/company/foreign': 'Foreign investment',
      '/company/country': 'Country or region of the investor',
      '/company/kind': { label: 'Kind of enterprise', choices: { trade: 'Trade', factory: 'Production', branch: 'Branch' } },
      '/company/agency': { label: 'Issuing agency', choices: named8(['Beijing', 'Tianjin', 'Shanghai', 'Jiangsu', 'Zhejiang', 'Fujian', 'Guangdong', 'Sichuan']) },
      '/company/goods': { label: 'Goods', hint: 'Two at most.', choices: { machinery: 'Machinery', textiles: 'Textiles', vehicles: 'Used vehicles' } },
      '/keys': { label: 'Electronic key', add: 'Add another electronic key' },
      '/keys/*/login': 'Log-in name',
      '/keys/*/price': 'Price',
      '/total': 'Total',
      '/licence': 'Business licence',
      '/letter': 'Letter of authority',
    }),
    rules: { 'staff.few': 'This is few staff for the registered capital. Check it, and confirm if it is right.', 'founded.future': 'This cannot be after today. Check the date and fill it in again.' },
  },
};
