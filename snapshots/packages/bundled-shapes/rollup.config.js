export default { input: 'lib/index', output: { file: 'page.js', format: 'umd', name: 'range' } }
