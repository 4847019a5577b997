{ "looks": "like JSON" }
