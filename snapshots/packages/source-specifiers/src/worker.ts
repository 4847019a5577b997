postMessage(BUILD)
