await: for (;;) break await;
