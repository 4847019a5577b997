import{createRequire as e}from"module";const r=e(import.meta.url);export const load=t=>r(t),where=()=>{return import.meta.url};
