// Licence-issuing agencies of a made-up register: a choice that the province filters.
export const provinces = ['beijing', 'tianjin', 'hebei', 'liaoning', 'shanghai', 'jiangsu', 'zhejiang', 'fujian', 'shandong', 'guangdong', 'sichuan', 'shaanxi'];

/** {value, province}: 37, three or four of each province. */
export const agencies = Array.from({ length: 37 }, (_, i) => ({ value: `agency${i + 1}`, province: provinces[i % provinces.length] }));
