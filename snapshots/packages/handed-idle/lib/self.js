this.answer = 42
