"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports["extra-" + 1] = true;
