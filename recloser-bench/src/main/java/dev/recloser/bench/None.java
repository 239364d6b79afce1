package dev.recloser.bench;

/** No breaker: what the retry policy alone does. */
final class None implements Rule {}
