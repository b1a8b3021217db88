declare module 'texts:zh-CN' {
  const catalogue: Readonly<Record<string, string>>;
  export default catalogue;
}
