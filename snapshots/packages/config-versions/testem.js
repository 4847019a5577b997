module.exports = { launch_in_ci: [] }
