package dev.recloser.breaker;

/** Placeholder until the breaker lands. */
public record Evidence() {}
