const listed = { one: 1 }
export { listed as default }
