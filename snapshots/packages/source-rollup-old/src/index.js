import side from './side'

export default { side }
