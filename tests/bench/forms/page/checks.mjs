// The named checks as a page that uses SurveyJS or JSON Forms writes them: shape and check digits, without ekey's normalising.
const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function uscc(text) {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += digits.indexOf(text[i]) * (3 ** i % 31);
  return digits[(31 - (sum % 31)) % 31] === text[17] && organisationCode(text.slice(8, 17));
}

function organisationCode(text) {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((found, weight, i) => found + weight * Number.parseInt(text[i], 36), 0);
  return '0123456789X0'[11 - (sum % 11)] === text[8];
}

function residentId(text) {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(text[i]) * (2 ** (17 - i) % 11);
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return '10X98765432'[sum % 11] === text[17] && !Number.isNaN(Date.parse(born));
}

const shape = (pattern) => (text) => pattern.test(text);
const email = shape(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/);

export const checks = {
  uscc,
  residentId,
  email,
  tradeCode: (text) => /^\d{4}[0-9A-Z]{9}$/.test(text) && organisationCode(text.slice(4)),
  customsCode: shape(/^\d{10}$/),
  passport: shape(/^[A-Z0-9]{5,17}$/),
  hkMoTravelPermit: shape(/^[HM]\d{8,10}$/),
  twTravelPermit: shape(/^\d{8}$/),
  personName: shape(/^[\p{Script=Han}·]{2,50}$|^[A-Za-z][A-Za-z .'-]{1,49}$/u),
  mobile: shape(/^1[3-9]\d{9}$/),
  landline: shape(/^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/),
  postcode: shape(/^\d{6}$/),
  loginNameGeneral: (text) => email(text) || /^\d{4}[0-9A-Z]{9}-\w+$/.test(text),
  loginNameMechanical: shape(/^[A-Za-z0-9_]{2,30}$/),
  loginNameUsedVehicle: (text) => email(text) || /^[A-Za-z0-9_]{2,30}$/.test(text),
};
