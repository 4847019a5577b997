with ({ text: 'helping' }) console.log(text)
