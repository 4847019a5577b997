with ({ leaked: {} }) { console.log(typeof leaked); }
